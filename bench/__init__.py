"""What the product's parts cost, beside the least that any program must do for the same; one module per measure."""
