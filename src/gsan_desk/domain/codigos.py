"""Codes that GSAN fixes, with GSAN's numbers."""

from enum import IntEnum

SIM = 1
NAO = 2


class SituacaoRA(IntEnum):
    """``rgat_cdsituacao``."""

    PENDENTE = 1
    ENCERRADO = 2
    BLOQUEADO = 3

    @property
    def nome(self) -> str:
        """Name shown to people."""
        return {1: "Pendente", 2: "Encerrado", 3: "Bloqueado"}[self]

    @property
    def abreviatura(self) -> str:
        """Abbreviation of the lists."""
        return {1: "Pen", 2: "Enc", 3: "Blq"}[self]


class TipoAtendimento(IntEnum):
    """``rgat_icatendimentoonline``."""

    ONLINE = 1
    MANUAL = 2


class RelacaoTipo(IntEnum):
    """``attp_id``: role of a unit in an RA or OS."""

    ABRIR = 1
    ENCERRAR = 3


class SituacaoOS(IntEnum):
    """``orse_cdsituacao``."""

    PENDENTE = 1
    ENCERRADA = 2
    EM_ANDAMENTO = 3
    AGUARDANDO_LIBERACAO = 4

    @property
    def nome(self) -> str:
        """Name shown to people [UC0431]."""
        return {
            1: "PENDENTE",
            2: "ENCERRADO",
            3: "EXECUÇÃO EM ANDAMENTO",
            4: "AGUARDANDO LIBERAÇÃO PARA EXECUÇÃO",
        }[self]


class ClienteRelacao(IntEnum):
    """``crtp_id``: relation of a client to an imóvel."""

    PROPRIETARIO = 1
    USUARIO = 2
    RESPONSAVEL = 3


class PermissaoEspecial(IntEnum):
    """``pmep_id`` of the special permissions that the RA reads."""

    INFORMAR_NAO_COBRANCA = 30
    VENCIMENTO_ANTES_DO_PERIODO = 34
    RETIFICAR_CONTA_NORMA_REVISAO = 105
    TRAMITAR_QUALQUER_UNIDADE = 110


class AssociacaoRA(IntEnum):
    """Kind of the associated RA [UC0433]."""

    NENHUMA = 0
    REFERENCIA = 1
    ATUAL = 2
    ANTERIOR = 3


FONE_CELULAR = 3
GRUPO_AGUA_COM_DIAGNOSTICO = 6
MOTIVO_CONCLUSAO_SERVICO = 2
SITUACOES_CONTA_ASSOCIAVEL = frozenset({0, 1, 2})
PARECER_DA_ABERTURA = "TRAMITE GERADO PELO SISTEMA NA ABERTURA DO REGISTRO DE ATENDIMENTO"
"""Literal of the web system, so that trâmites of both look alike."""
