"""Domain rows that fit in the client: loaded once at log-in, read by every screen and rule."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from gsan_desk.domain.codigos import GRUPO_AGUA_COM_DIAGNOSTICO
from gsan_desk.domain.requisitos import Falta


@dataclass(frozen=True, slots=True)
class Item:
    """A row of a plain lookup table."""

    id: int
    descricao: str
    em_uso: bool = True


@dataclass(frozen=True, slots=True)
class MotivoEncerramento(Item):
    """``atend_motivo_encmt``; ``execucao`` tells that the request was attended to."""

    execucao: bool = False
    duplicidade: bool = False


@dataclass(frozen=True, slots=True)
class Parametros:
    """The columns of ``cadastro.sistema_parametros`` that the RA reads, and what our settings say of telephones."""

    nome_empresa: str
    nome_abreviado_empresa: str
    sugestao_tramite: bool = False
    previsao_dias_uteis: bool = False
    dias_reativacao: int | None = None
    ultimo_ra_manual: int = 0
    meses_vencida_conta_ra: int | None = None
    meses_minimo_alteracao_vencimento: int | None = None
    unidade_grande_consumidor_id: int | None = None
    grupo_diagnostico: int = GRUPO_AGUA_COM_DIAGNOSTICO
    ddd_padrao: str = ""
    permite_exterior: bool = False


@dataclass(frozen=True, slots=True)
class Unidade:
    """``cadastro.unidade_organizacional``."""

    id: int
    descricao: str
    sigla: str
    superior_id: int | None
    centralizadora_id: int | None
    meio_id: int | None
    abre_ra: bool
    recebe_ra: bool
    central_atendimento: bool
    em_uso: bool
    tipo: str = ""


@dataclass(frozen=True, slots=True)
class Tipo:
    """``solicitacao_tipo`` with the two flags that come from above it."""

    id: int
    descricao: str
    grupo_id: int
    falta_agua: bool
    area_esgoto: bool
    em_uso: bool
    uso_sistema: bool


@dataclass(frozen=True, slots=True)
class ServicoTipo:
    """``servico_tipo``; ``diagnostico`` is the mark of its reference record."""

    id: int
    descricao: str
    valor: Decimal | None
    em_uso: bool
    prioridade_id: int | None
    referencia_id: int | None
    diagnostico: bool
    email_pesquisa: bool


@dataclass(frozen=True, slots=True)
class Especificacao:
    """``solicitacao_tipo_espec``: the flags on which nearly every rule of the RA hangs (spec 10 §1.3)."""

    id: int
    tipo_id: int
    descricao: str
    em_uso: bool = True
    dias_prazo: int | None = None
    matricula: bool = False
    pavimento_rua: bool = False
    pavimento_calcada: bool = False
    cliente: bool = False
    solicitante: bool = True
    verificar_debito: bool = False
    imovel_situacao_id: int | None = None
    alterar_vencimento: bool = False
    documento_obrigatorio: bool = False
    validar_documento_responsavel: bool = False
    unidade_id: int | None = None
    servico_tipo_id: int | None = None
    geracao_ordem_servico: bool = False
    encerramento_automatico: bool = False
    urgencia: bool = False
    informar_conta: bool = False
    informar_pagamento_duplicidade: bool = False
    observacao: str = ""
    coordenadas: bool = False
    pagamento_a_maior: bool = False
    cobrado_indevidamente: bool = False
    tem_pop: bool = False


@dataclass(frozen=True, slots=True)
class LocalOcorrencia:
    """``local_ocorrencia``."""

    id: int
    descricao: str
    rua: bool
    calcada: bool
    em_uso: bool = True


@dataclass(frozen=True, slots=True)
class DivisaoEsgoto:
    """``operacional.divisao_esgoto``."""

    id: int
    descricao: str
    unidade_id: int | None
    em_uso: bool = True


@dataclass(frozen=True, slots=True)
class Localidade:
    """``cadastro.localidade`` with its principal município."""

    id: int
    descricao: str
    municipio_id: int | None
    em_uso: bool = True
    coordenadas: bool = False


@dataclass(frozen=True, slots=True)
class Municipio:
    """``cadastro.municipio``."""

    id: int
    descricao: str
    uf: str
    em_uso: bool = True


@dataclass(frozen=True, slots=True)
class CriterioImovel:
    """``espec_imovel_sit_crit``; ``None`` matches anything."""

    agua_situacao_id: int | None
    esgoto_situacao_id: int | None
    hidrometro_agua: bool | None
    hidrometro_poco: bool | None


@dataclass(frozen=True, slots=True)
class Dominios:
    """All of them, by id; ``*_destino`` feed the seven steps of the unidade destino (spec 10 §2.3).

    Keys: ``cobranca_destino`` (especificação, situação de cobrança), ``localidade_destino`` (localidade,
    especificação), ``grupo_destino`` (localidade, grupo), ``pavimento_servico`` (especificação, local da ocorrência,
    pavimento da rua, pavimento da calçada); ``criterios`` by situação do imóvel, ``meios_documento`` by especificação.
    ``tem_arrecadacao`` tells whether the base has what a devolução reads.
    """

    parametros: Parametros
    feriados: frozenset[date] = frozenset()
    unidades: dict[int, Unidade] = field(default_factory=dict)
    tipos: dict[int, Tipo] = field(default_factory=dict)
    especificacoes: dict[int, Especificacao] = field(default_factory=dict)
    servicos: dict[int, ServicoTipo] = field(default_factory=dict)
    meios: dict[int, Item] = field(default_factory=dict)
    locais: dict[int, LocalOcorrencia] = field(default_factory=dict)
    pavimentos_rua: dict[int, Item] = field(default_factory=dict)
    pavimentos_calcada: dict[int, Item] = field(default_factory=dict)
    divisoes_esgoto: dict[int, DivisaoEsgoto] = field(default_factory=dict)
    localidades: dict[int, Localidade] = field(default_factory=dict)
    municipios: dict[int, Municipio] = field(default_factory=dict)
    fone_tipos: dict[int, Item] = field(default_factory=dict)
    motivos_encerramento: dict[int, MotivoEncerramento] = field(default_factory=dict)
    motivos_reativacao: dict[int, Item] = field(default_factory=dict)
    motivos_nao_cobranca: dict[int, Item] = field(default_factory=dict)
    perfis: dict[int, Item] = field(default_factory=dict)
    agua_situacoes: dict[int, Item] = field(default_factory=dict)
    esgoto_situacoes: dict[int, Item] = field(default_factory=dict)
    criterios: dict[int, tuple[CriterioImovel, ...]] = field(default_factory=dict)
    meios_documento: dict[int, frozenset[int]] = field(default_factory=dict)
    cobranca_destino: dict[tuple[int, int], int] = field(default_factory=dict)
    localidade_destino: dict[tuple[int, int], int] = field(default_factory=dict)
    grupo_destino: dict[tuple[int, int], int] = field(default_factory=dict)
    pavimento_servico: dict[tuple[int, int, int, int], int] = field(default_factory=dict)
    tem_arrecadacao: bool = True


@dataclass(frozen=True, slots=True)
class Operador:
    """The person at work."""

    usuario_id: int
    login: str
    nome: str
    unidade_id: int | None
    perfis: frozenset[str] = frozenset()
    permissoes: frozenset[int] = frozenset()
    permissoes_nossas: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Contexto:
    """Who acts, the domain rows the rules read, the encoding of the base (``UTF8``, ``LATIN1``…) and what it lacks."""

    operador: Operador
    dominios: Dominios
    codificacao: str = "UTF8"
    faltas: tuple[Falta, ...] = ()
