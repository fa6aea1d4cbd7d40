"""A new RA that takes its place from an old one: a reactivation, or what a closing chains [UC0426, UC0435].

RA, solicitante and OS go one by one, since others need their ids; all the rest hangs on one last statement.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Insert, func, insert, literal, select
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import SIM, RelacaoTipo
from gsan_desk.domain.dominios import Contexto, Especificacao
from gsan_desk.domain.registro_atendimento import Local
from gsan_desk.domain.regras.ordem_servico import planejar
from gsan_desk.models import atendimentopublico as ap
from gsan_desk.models.base import Base, proximo_id
from gsan_desk.models.desk import RAChave
from gsan_desk.services.linhas_os import linha_da_os
from gsan_desk.services.urgencia import avisar

_RA: Any = ap.RegistroAtendimento
DO_LUGAR = (
    "imovel_id",
    "logradouro_bairro_id",
    "logradouro_cep_id",
    "numero_imovel",
    "complemento_endereco",
    "perimetro_inicial_id",
    "perimetro_final_id",
    "ponto_referencia",
    "coordenada_norte",
    "coordenada_leste",
    "indicador_coordenada_sem_logradouro",
    "diametro",
    "bairro_area_id",
    "localidade_id",
    "setor_comercial_id",
    "quadra_id",
    "divisao_esgoto_id",
    "local_ocorrencia_id",
    "pavimento_rua_id",
    "pavimento_calcada_id",
    "descricao_local_ocorrencia",
)
"""Attributes of the RA that say where: the new one has them as the old one has."""


@dataclass(frozen=True, slots=True)
class RACopiado:
    """The new RA already inserted, and all that the other rows take from it."""

    session: Session
    contexto: Contexto
    antigo: int
    numero: int
    especificacao: Especificacao
    unidade_id: int
    destino_id: int
    agora: datetime
    fila: list[Insert] = field(default_factory=list)

    def inserir(self, modelo: type[Base], linha: dict[str, Any]) -> None:
        """Have a row of one table written by the last statement."""
        self.fila.append(insert(modelo).values({"id": proximo_id(modelo), **linha, "ultima_alteracao": self.agora}))

    def chavear(self, chave: UUID) -> None:
        """Keep the key that makes the command idempotent."""
        usuario_id = self.contexto.operador.usuario_id
        self.fila.append(
            insert(RAChave).values(chave=chave, registro_atendimento_id=self.numero, usuario_id=usuario_id)
        )

    def unidade(self, papel: RelacaoTipo) -> None:
        """Say which unit and person opened the RA, or closed it."""
        self.inserir(
            ap.RegistroAtendimentoUnidade,
            {
                "registro_atendimento_id": self.numero,
                "unidade_id": self.unidade_id,
                "usuario_id": self.contexto.operador.usuario_id,
                "relacao_tipo_id": papel,
            },
        )

    def tramite(self, parecer: str) -> None:
        """Write the opening trâmite, even when origin and destination are the same unit."""
        usuario_id = self.contexto.operador.usuario_id
        self.inserir(
            ap.Tramite,
            {
                "registro_atendimento_id": self.numero,
                "unidade_origem_id": self.unidade_id,
                "unidade_destino_id": self.destino_id,
                "usuario_registro_id": usuario_id,
                "usuario_responsavel_id": usuario_id,
                "parecer": parecer,
                "data_tramite": self.agora,
            },
        )

    def anexos(self) -> None:
        """Copy the attachments as new rows; their contents do not leave the server."""
        modelo: Any = ap.RegistroAtendimentoAnexo
        copiadas = ("documento", "extensao", "descricao")
        antigas = select(
            proximo_id(modelo), literal(self.numero), literal(self.agora), *(getattr(modelo, c) for c in copiadas)
        ).where(modelo.registro_atendimento_id == self.antigo)
        nomes = ["id", "registro_atendimento_id", "ultima_alteracao", *copiadas]
        self.fila.append(insert(modelo).from_select([getattr(modelo, nome) for nome in nomes], antigas))

    def ordem_servico(self, lugar: Local, observacao: str | None) -> int | None:
        """Generate the OS of the especificação, if it has one [UC0430]; one statement."""
        ordem = planejar(self.especificacao, lugar, self.contexto.dominios)
        if ordem is None:
            return None
        ra = {"imovel_id": lugar.imovel_id, "observacao": observacao, "unidade_atual_id": self.destino_id}
        linha = {"id": proximo_id(ap.OrdemServico), **linha_da_os(ordem, self.numero, ra, self.agora)}
        comando = insert(ap.OrdemServico).values(linha | {"ultima_alteracao": self.agora}).returning(ap.OrdemServico.id)
        ordem_id = int(self.session.execute(comando).scalar_one())
        self.inserir(
            ap.OrdemServicoUnidade,
            {
                "ordem_servico_id": ordem_id,
                "unidade_id": self.unidade_id,
                "usuario_id": self.contexto.operador.usuario_id,
                "relacao_tipo_id": RelacaoTipo.ABRIR,
            },
        )
        return ordem_id

    def urgencia(self) -> None:
        """Warn the people of the unit that receives an urgent RA; one statement."""
        if self.especificacao.urgencia:
            avisar(self.session, self.numero, self.destino_id, self.agora)

    def concluir(self, ultimo: Any) -> None:
        """Write all that waits, hung on ``ultimo``; one statement."""
        self.session.execute(ultimo.add_cte(*(parte.cte(f"parte_{n}") for n, parte in enumerate(self.fila))))


def inserir_ra(session: Session, antigo: int, colunas: dict[str, Any]) -> int:
    """Insert an RA in the place of another, the other columns as given; one statement."""
    valores = {nome: literal(valor, getattr(_RA, nome).type) for nome, valor in colunas.items()}
    origem = select(proximo_id(_RA), *valores.values(), *(getattr(_RA, nome) for nome in DO_LUGAR))
    nomes = [_RA.id, *(getattr(_RA, nome) for nome in (*valores, *DO_LUGAR))]
    comando = insert(_RA).from_select(nomes, origem.where(_RA.id == antigo)).returning(_RA.id)
    return int(session.execute(comando).scalar_one())


def copiar_solicitante(session: Session, antigo: int, novo: int, agora: datetime) -> int | None:
    """Copy the principal solicitante, protocolo and all; one statement. ``None`` when the old RA has none."""
    modelo: Any = ap.RegistroAtendimentoSolicitante
    proprias = {"id", "registro_atendimento_id", "ultima_alteracao"}
    copiadas = [atributo.key for atributo in modelo.__mapper__.column_attrs if atributo.key not in proprias]
    origem = select(proximo_id(modelo), literal(novo), literal(agora), *(getattr(modelo, c) for c in copiadas)).where(
        modelo.id == principal(antigo)
    )
    nomes = [modelo.id, modelo.registro_atendimento_id, modelo.ultima_alteracao]
    comando = insert(modelo).from_select([*nomes, *(getattr(modelo, c) for c in copiadas)], origem)
    return session.execute(comando.returning(modelo.id)).scalar_one_or_none()


def copiar_fones(antigo: int, solicitante_id: int, agora: datetime) -> Insert:
    """Copy the phones of the principal solicitante of ``antigo`` to another one."""
    modelo: Any = ap.SolicitanteFone
    copiadas = ("ddd", "fone", "ramal", "indicador_padrao", "fone_tipo_id")
    origem = select(
        proximo_id(modelo), literal(solicitante_id), literal(agora), *(getattr(modelo, c) for c in copiadas)
    ).where(modelo.solicitante_id == principal(antigo))
    nomes = ["id", "solicitante_id", "ultima_alteracao", *copiadas]
    return insert(modelo).from_select([getattr(modelo, nome) for nome in nomes], origem)


def principal(ra: Any) -> Any:
    """Find the principal solicitante of an RA: the first, where several are."""
    modelo = ap.RegistroAtendimentoSolicitante
    return (
        select(func.min(modelo.id))
        .where(modelo.registro_atendimento_id == ra, modelo.indicador_solicitante_principal == SIM)
        .correlate_except(modelo)
        .scalar_subquery()
    )
