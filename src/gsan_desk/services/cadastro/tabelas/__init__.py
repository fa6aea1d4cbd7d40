"""The screens, one module each."""

from gsan_desk.services.cadastro.descricao import Cadastro
from gsan_desk.services.cadastro.tabelas.motivo_ocorrencia import MOTIVO_OCORRENCIA
from gsan_desk.services.cadastro.tabelas.ocorrencia import OCORRENCIA
from gsan_desk.services.cadastro.tabelas.situacao_imovel import SITUACAO_IMOVEL
from gsan_desk.services.cadastro.tabelas.tipo_solicitacao import TIPO_SOLICITACAO

CADASTROS: dict[str, Cadastro] = {
    cadastro.chave: cadastro for cadastro in (TIPO_SOLICITACAO, SITUACAO_IMOVEL, MOTIVO_OCORRENCIA, OCORRENCIA)
}
DE_OCORRENCIAS = (MOTIVO_OCORRENCIA.chave, OCORRENCIA.chave)
"""Those that exist only where the base has ocorrências operacionais."""
