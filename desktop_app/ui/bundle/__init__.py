"""成册与打印: the bundle is made, looked at, printed, frozen and checked when it comes back."""
