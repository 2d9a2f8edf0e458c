//! Linear models: how features are hashed, how weights are stored, scored and trained.
//!
//! The rooms that classify (syntax, attribution, align) share this one; none of their rules live
//! here.
