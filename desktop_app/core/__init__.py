"""The subject: programmes, values, drafts, changes, rules, findings. No I/O, no Qt."""
