"""The engines that publish: MkDocs through a thin plugin, others from a staged tree."""
