"""Screens over tables of configuration: whatever ``services.cadastro`` describes becomes Inserir and Manter."""
