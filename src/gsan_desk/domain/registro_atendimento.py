"""What an attendant types to open an RA [UC0366]: the command that the four tabs fill."""

from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from uuid import UUID

from gsan_desk.domain.codigos import TipoAtendimento
from gsan_desk.domain.devolucao import ValorDevolver


@dataclass(frozen=True, slots=True)
class DadosGerais:
    """First tab; a field not yet filled is ``None`` or empty."""

    tipo_atendimento: TipoAtendimento = TipoAtendimento.ONLINE
    numero_manual: str = ""
    data: date | None = None
    hora: time | None = None
    espera_inicial: time | None = None
    espera_final: time | None = None
    unidade_id: int | None = None
    meio_id: int | None = None
    tipo_id: int | None = None
    especificacao_id: int | None = None
    observacao: str = ""


@dataclass(frozen=True, slots=True)
class Endereco:
    """An address by logradouro×bairro and logradouro×CEP; ``texto`` is only what the screen shows."""

    logradouro_bairro_id: int
    logradouro_cep_id: int | None
    numero: str = ""
    complemento: str = ""
    perimetro_inicial_id: int | None = None
    perimetro_final_id: int | None = None
    municipio_id: int | None = None
    bairro_id: int | None = None
    texto: str = ""


@dataclass(frozen=True, slots=True)
class Local:
    """Second tab: identification of the place, or its description alone.

    ``unidade_destino_informada`` tells that the attendant, not the suggestion, chose the unit. Coordinates are
    projected metres, four decimal places; ``diametro`` is in millimetres. ``pagamento_ids`` are asked back whole,
    ``devolucoes`` in part.
    """

    imovel_id: int | None = None
    conta_ids: tuple[int, ...] = ()
    pagamento_ids: tuple[int, ...] = ()
    devolucoes: tuple[ValorDevolver, ...] = ()
    endereco: Endereco | None = None
    ponto_referencia: str = ""
    coordenada_norte: Decimal | None = None
    coordenada_leste: Decimal | None = None
    municipio_id: int | None = None
    bairro_id: int | None = None
    bairro_area_id: int | None = None
    localidade_id: int | None = None
    setor_comercial_id: int | None = None
    quadra_id: int | None = None
    divisao_esgoto_id: int | None = None
    unidade_destino_id: int | None = None
    unidade_destino_informada: bool = False
    parecer: str = ""
    local_ocorrencia_id: int | None = None
    pavimento_rua_id: int | None = None
    pavimento_calcada_id: int | None = None
    diametro: Decimal | None = None
    descricao: str = ""

    @property
    def identificado(self) -> bool:
        """Tell whether any field of identification is filled; coordinates alone do not count."""
        return any(
            (
                self.imovel_id,
                self.endereco,
                self.ponto_referencia,
                self.municipio_id,
                self.bairro_id,
                self.bairro_area_id,
                self.localidade_id,
                self.setor_comercial_id,
                self.quadra_id,
                self.divisao_esgoto_id,
                self.local_ocorrencia_id,
                self.pavimento_rua_id,
                self.pavimento_calcada_id,
            )
        )


@dataclass(frozen=True, slots=True)
class Fone:
    """A telephone: digits only, DDD apart."""

    tipo_id: int
    ddd: str
    numero: str
    ramal: str = ""
    principal: bool = False


@dataclass(frozen=True, slots=True)
class Solicitante:
    """Third tab: exactly one of cliente, unidade with funcionário, or nome."""

    cliente_id: int | None = None
    unidade_id: int | None = None
    funcionario_id: int | None = None
    nome: str = ""
    enviar_email: bool = False
    email: str = ""
    endereco: Endereco | None = None
    ponto_referencia: str = ""
    fones: tuple[Fone, ...] = ()
    enviar_sms: bool = False
    celular_sms: str = ""

    @property
    def informado(self) -> bool:
        """Tell whether somebody was named."""
        return bool(self.cliente_id or self.unidade_id or self.nome)


@dataclass(frozen=True, slots=True)
class Anexo:
    """A file of the fourth tab, already in the form in which it is stored."""

    nome: str
    extensao: str
    conteudo: bytes = field(repr=False)
    observacao: str = ""


@dataclass(frozen=True, slots=True)
class Documentos:
    """Documents of the solicitante, bare as they are stored."""

    cpf: str = ""
    rg: str = ""
    orgao_rg_id: int | None = None
    uf_rg_id: int | None = None

    @property
    def informados(self) -> bool:
        """Tell whether there is any."""
        return bool(self.cpf or self.rg)


@dataclass(frozen=True, slots=True)
class RelatoDeOrigem:
    """The citizen's report that an RA answers, as the attendant saw it; ``ras_vistos`` were on the screen."""

    id: int
    versao: int
    ras_vistos: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class NovoRA:
    """Command of Concluir.

    ``chave`` is drawn when the form opens and makes the command idempotent; ``avisos_aceitos`` are the keys of the
    warnings that the attendant overruled for this very place; ``documentos`` are of the solicitante, as the
    Simplificado took them, and are stored where the base has a place for them; ``relato`` is decided with the RA.
    """

    chave: UUID
    protocolo: str
    dados_gerais: DadosGerais = DadosGerais()
    local: Local = Local()
    solicitante: Solicitante = Solicitante()
    anexos: tuple[Anexo, ...] = ()
    avisos_aceitos: frozenset[str] = frozenset()
    documentos: Documentos = Documentos()
    relato: RelatoDeOrigem | None = None


@dataclass(frozen=True, slots=True)
class RAInserido:
    """What Concluir answers; ``ja_existia`` tells that the same key had been registered before (M31)."""

    numero: int
    protocolo: str
    ordem_servico: int | None
    encerrado: bool
    ja_existia: bool = False
