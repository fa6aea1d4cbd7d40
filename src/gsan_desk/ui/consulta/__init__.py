"""Filtrar, Pesquisar and Consultar Registro de Atendimento [UC0406, UC0443, UC0424]."""
