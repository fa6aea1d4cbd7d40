"""What Consultar RA shows, section by section (spec 10 §9.1); texts are empty and values ``None`` when absent."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from gsan_desk.domain import telefone
from gsan_desk.domain.codigos import AssociacaoRA, SituacaoOS, SituacaoRA, TipoAtendimento
from gsan_desk.domain.devolucao import TipoDevolucao, TipoDocumento, nome_do_documento


@dataclass(frozen=True, slots=True)
class DadosGerais:
    """First section."""

    perfil: str
    numero_manual: str
    tipo_id: int
    tipo: str
    especificacao_id: int
    especificacao: str
    tipo_atendimento: TipoAtendimento
    data_atendimento: datetime
    espera_inicial: datetime | None
    espera_final: datetime | None
    data_prevista: date
    valor_sugerido: Decimal | None
    meio: str
    unidade_atendimento_id: int | None
    unidade_atendimento: str
    usuario: str
    unidade_atual_id: int | None
    unidade_atual: str
    unidade_anterior: str
    observacao: str
    urgente: bool
    reiteracoes: int


@dataclass(frozen=True, slots=True)
class LocalDaOcorrencia:
    """Second section; without área do bairro, município and bairro are those of the address, else of the imóvel.

    ``diametro`` is in millimetres.
    """

    imovel_id: int | None
    inscricao: str
    rota: int | None
    sequencial_rota: int | None
    endereco: str
    ponto_referencia: str
    coordenada_norte: Decimal | None
    coordenada_leste: Decimal | None
    diametro: Decimal | None
    municipio: str
    bairro: str
    area: str
    localidade_id: int | None
    localidade: str
    setor_comercial: int | None
    quadra: int | None
    divisao_esgoto: str
    local_ocorrencia: str
    pavimento_rua: str
    pavimento_calcada: str
    descricao: str


@dataclass(frozen=True, slots=True)
class FoneDoRA:
    """A telephone, as the tables have it."""

    ddd: str
    numero: str
    ramal: str
    tipo: str
    principal: bool

    @property
    def texto(self) -> str:
        """Show ``(81) 3333-4444 ramal 5``."""
        return telefone.formatar(self.ddd, self.numero, self.ramal)


@dataclass(frozen=True, slots=True)
class SolicitanteDoRA:
    """Who asked; the phones of a cliente are those of the register [UC0719]."""

    id: int
    principal: bool
    protocolo: str
    cliente_id: int | None
    cliente: str
    unidade_id: int | None
    unidade: str
    funcionario_id: int | None
    funcionario: str
    nome: str
    enviar_email: bool
    email: str
    endereco: str
    ponto_referencia: str
    fones: tuple[FoneDoRA, ...]

    @property
    def quem(self) -> str:
        """Name of the solicitante [UC0445]: cliente, funcionário or its unit, or what was typed."""
        if self.cliente_id:
            return self.cliente
        return (self.funcionario or self.unidade) if self.unidade_id else self.nome

    @property
    def fone(self) -> str:
        """The principal telephone [UC0719]."""
        return next((f.texto for f in self.fones if f.principal), "")


@dataclass(frozen=True, slots=True)
class AnexoDoRA:
    """An attachment, without its content; ``tamanho`` in bytes."""

    id: int
    descricao: str
    extensao: str
    tamanho: int


@dataclass(frozen=True, slots=True)
class ConteudoDoAnexo:
    """An attachment, opened."""

    registro_atendimento_id: int
    descricao: str
    extensao: str
    conteudo: bytes


@dataclass(frozen=True, slots=True)
class UltimoTramite:
    """The latest trâmite."""

    unidade_origem: str
    unidade_destino: str
    data: datetime
    usuario_responsavel: str
    usuario_registro: str
    parecer: str


@dataclass(frozen=True, slots=True)
class ReiteracaoDoRA:
    """Somebody asked again."""

    id: int
    data: datetime
    protocolo: str
    cliente_id: int | None
    cliente: str
    unidade_id: int | None
    unidade: str
    nome: str
    endereco: str
    ponto_referencia: str
    observacao: str
    fones: tuple[FoneDoRA, ...]

    @property
    def quem(self) -> str:
        """Name of who reiterated."""
        return self.cliente or self.unidade or self.nome


@dataclass(frozen=True, slots=True)
class RAAssociado:
    """The RA of reference, the current or the former one [UC0433]."""

    associacao: AssociacaoRA
    numero: int
    situacao: SituacaoRA
    motivo_reativacao: str
    data: datetime
    data_prevista: date
    unidade_atendimento: str
    usuario: str
    unidade_atual: str
    observacao: str

    @property
    def rotulo(self) -> str:
        """Label of its number."""
        nomes = {AssociacaoRA.REFERENCIA: "de Referência", AssociacaoRA.ATUAL: "Atual"}
        return f"Número do RA {nomes.get(self.associacao, 'Anterior')}:"


@dataclass(frozen=True, slots=True)
class EncerramentoDoRA:
    """How it was closed."""

    motivo: str
    data: datetime | None
    data_prevista: date
    unidade: str
    usuario: str
    parecer: str
    motivo_nao_cobranca: str


@dataclass(frozen=True, slots=True)
class ContaDoRA:
    """A conta tied to the RA; ``referencia`` is ``aaaamm``, ``valor`` unknown for one already in the history."""

    id: int
    referencia: int
    vencimento: date
    valor: Decimal | None


@dataclass(frozen=True, slots=True)
class PagamentoDoRA:
    """A payment that the RA asks back; ``referencia`` is ``aaaamm``, ``devolver`` what is asked of ``valor``."""

    id: int
    referencia: int | None
    data: date | None
    valor: Decimal | None
    devolvido: bool
    tipo: TipoDevolucao = TipoDevolucao.DUPLICIDADE
    documento: TipoDocumento = TipoDocumento.CONTA
    documento_id: int | None = None
    devolver: Decimal | None = None
    valor_documento: Decimal | None = None

    @property
    def nome(self) -> str:
        """Name the document as people do."""
        return nome_do_documento(self.documento, self.documento_id, self.referencia)


@dataclass(frozen=True, slots=True)
class MensagemSms:
    """An SMS about the RA; ``situacao`` and ``tipo`` are the codes of ``sms_mensagem``."""

    id: int
    tipo: int
    numero: str
    texto: str
    situacao: int
    motivo: str
    tentativas: int
    criada_em: datetime
    enviada_em: datetime | None
    entregue_em: datetime | None


@dataclass(frozen=True, slots=True)
class RAConsulta:
    """An RA, whole but for the content of its attachments; ``versao`` is the stamp of the last change."""

    numero: int
    situacao: SituacaoRA
    versao: datetime
    gerais: DadosGerais
    local: LocalDaOcorrencia
    solicitante: SolicitanteDoRA | None
    anexos: tuple[AnexoDoRA, ...]
    ultimo_tramite: UltimoTramite | None
    reiteracoes: tuple[ReiteracaoDoRA, ...]
    associado: RAAssociado | None
    encerramento: EncerramentoDoRA | None
    contas: tuple[ContaDoRA, ...]
    pagamentos: tuple[PagamentoDoRA, ...]
    mensagens: tuple[MensagemSms, ...]

    @property
    def reativacao(self) -> RAAssociado | None:
        """The RA that reactivated this one, for its own section."""
        if self.associado is not None and self.associado.associacao is AssociacaoRA.ATUAL:
            return self.associado
        return None


@dataclass(frozen=True, slots=True)
class OrdemServicoDoRA:
    """An OS of the RA [UC0431]."""

    id: int
    servico: str
    data_geracao: datetime
    situacao: SituacaoOS
    data_encerramento: datetime | None
    parecer: str
    valor: Decimal | None
