"""The code fields and search windows, one small module for each thing searched.

    municipio = campo_municipio(ponte)
    bairro = campo_bairro(ponte, municipio.valor)
    encadear(municipio, bairro)

Each factory gives a ``CampoCodigo`` whose item is an ``Achado`` (id, codigo, descricao); ``valor()`` is the id.
"""

from gsan_desk.ui.pesquisas.busca import Pesquisa, encadear, escolher, montar_campo
from gsan_desk.ui.pesquisas.cliente import campo_cliente
from gsan_desk.ui.pesquisas.contas import escolher_conta, formatar_referencia, ler_referencia
from gsan_desk.ui.pesquisas.endereco import DialogoEndereco
from gsan_desk.ui.pesquisas.fones import DialogoFone
from gsan_desk.ui.pesquisas.imovel import campo_imovel
from gsan_desk.ui.pesquisas.logradouro import Rua, campo_logradouro
from gsan_desk.ui.pesquisas.lugares import campo_bairro, campo_localidade, campo_municipio, campo_quadra, campo_setor
from gsan_desk.ui.pesquisas.pessoal import campo_funcionario, campo_usuario
from gsan_desk.ui.pesquisas.ra import campo_ra
from gsan_desk.ui.pesquisas.unidade import campo_unidade

__all__ = [
    "DialogoEndereco",
    "DialogoFone",
    "Pesquisa",
    "Rua",
    "campo_bairro",
    "campo_cliente",
    "campo_funcionario",
    "campo_imovel",
    "campo_localidade",
    "campo_logradouro",
    "campo_municipio",
    "campo_quadra",
    "campo_ra",
    "campo_setor",
    "campo_unidade",
    "campo_usuario",
    "encadear",
    "escolher",
    "escolher_conta",
    "formatar_referencia",
    "ler_referencia",
    "montar_campo",
]
