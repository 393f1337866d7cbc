//! ZIP packages, opened with limits on size, ratio and count.
