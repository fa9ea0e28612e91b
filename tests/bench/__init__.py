"""Speed and memory against a floor or a peer in the same run, and growth from small to large.

`__main__` strings the subjects together: audits, documents, bundle, reading, windows. What is
written is written in a process of its own, by `child`, from what `content` hands over; `ways` lists
who writes, and `peers` holds one way of writing in each module, ours among them. `targets` says
what must be reached; RESULTS.md is the page that was written last, and says how.
"""
