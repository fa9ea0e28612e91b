"""基本信息, 报送登记: the single fields of a programme."""
