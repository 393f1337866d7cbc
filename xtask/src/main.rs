//! Chores of the repository: test, tidy, codegen, bench.

fn main(){}
