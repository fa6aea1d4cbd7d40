"""Facts of an imóvel and of a cliente that the rules of the RA ask for."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gsan_desk.domain.registro_atendimento import Endereco, Fone


@dataclass(frozen=True, slots=True)
class ClienteFato:
    """A cliente as the tab Solicitante shows it; ``enderecos`` begins with the one of correspondence."""

    id: int
    nome: str
    cpf: str = ""
    cnpj: str = ""
    enderecos: tuple[str, ...] = ()
    fones: tuple[Fone, ...] = ()
    aceita_sms: bool | None = None

    @property
    def tem_documento(self) -> bool:
        """Tell whether a CPF or CNPJ is registered."""
        return bool(self.cpf or self.cnpj)


@dataclass(frozen=True, slots=True)
class RAPendente:
    """A pending RA of the imóvel."""

    id: int
    especificacao_id: int


@dataclass(frozen=True, slots=True)
class ImovelFato:
    """An imóvel with all that opening an RA reads of it; coordinates are projected metres."""

    id: int
    inscricao: str
    perfil_id: int | None
    grande_consumidor: bool
    localidade_id: int
    setor_comercial_id: int
    setor_comercial_codigo: int
    quadra_id: int
    quadra_numero: int
    divisao_esgoto_id: int | None
    endereco: Endereco | None
    endereco_texto: str
    municipio_id: int | None
    bairro_id: int | None
    bairro_codigo: int | None
    bairro_nome: str
    coordenada_norte: Decimal | None
    coordenada_leste: Decimal | None
    agua_situacao_id: int
    agua_situacao: str
    esgoto_situacao_id: int
    esgoto_situacao: str
    hidrometro_agua: bool
    hidrometro_poco: bool
    pavimento_rua_id: int | None
    pavimento_calcada_id: int | None
    cobranca_situacao_ids: frozenset[int]
    tem_debito: bool
    vencimento_alterado_em: date | None
    usuario: ClienteFato | None
    responsavel: ClienteFato | None
    pendentes: tuple[RAPendente, ...] = ()
