//! The `concordat` command.

fn main(){}
