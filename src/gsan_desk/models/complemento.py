"""What the later line of GSAN, or a utility of its own, keeps of a row and the reference base has no column for."""

from sqlalchemy import Integer, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from gsan_desk.models.base import Base
from gsan_desk.models.desk import ESQUEMA


class EspecificacaoComplemento(Base):
    """Flags of an especificação (spec 30 §2.1, §2.5); no row is Não to all of them, and no observation."""

    __tablename__ = "espec_complemento"
    __table_args__ = {"schema": ESQUEMA}

    especificacao_id: Mapped[int] = mapped_column("step_id", Integer, primary_key=True, autoincrement=False)
    indicador_poco: Mapped[int] = mapped_column("icpoco", SmallInteger)
    indicador_ligacao_esgoto: Mapped[int] = mapped_column("icligacaoesgoto", SmallInteger)
    indicador_consultar_imovel: Mapped[int] = mapped_column("icconsultarimovel", SmallInteger)
    indicador_coordenadas: Mapped[int] = mapped_column("iccoordenadas", SmallInteger)
    observacao: Mapped[str | None] = mapped_column("dsobservacao", String(400))


NATIVAS = {
    "indicador_poco": "step_icpoco",
    "indicador_ligacao_esgoto": "step_icligacaoesgoto",
    "indicador_consultar_imovel": "step_icconsultarimovel",
    "observacao": "step_dsobservacao",
}
"""Columns of ``solicitacao_tipo_espec`` that the later line has for them."""


class LocalidadeComplemento(Base):
    """Whether RAs of a localidade carry coordinates, where the especificação asks for them too (spec 40 §2.2)."""

    __tablename__ = "localidade_complemento"
    __table_args__ = {"schema": ESQUEMA}

    localidade_id: Mapped[int] = mapped_column("loca_id", Integer, primary_key=True, autoincrement=False)
    indicador_coordenadas: Mapped[int] = mapped_column("iccoordenadas", SmallInteger)
