"""The use cases: one module per job, one function per thing that can be asked, one transaction per call."""
