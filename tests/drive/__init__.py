"""The window as a real program on a screen of its own, worked by mouse and keyboard from outside."""
