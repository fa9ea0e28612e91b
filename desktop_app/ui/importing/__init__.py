"""导入: what others sent, looked at and corrected before it comes into the draft."""
