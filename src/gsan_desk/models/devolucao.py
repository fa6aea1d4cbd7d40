"""Devolução de Valores in our own schema: what fits no table of GSAN (spec 40 §3.1 to §3.4)."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import BigInteger, Boolean, Date, DateTime, Identity, Integer, Numeric, SmallInteger, String, text
from sqlalchemy.orm import Mapped, mapped_column

from gsan_desk.models.base import Base
from gsan_desk.models.desk import ESQUEMA


class EspecificacaoDevolucao(Base):
    """The two indicators of an especificação that GSAN has no column for; no row is both in Não."""

    __tablename__ = "espec_devolucao"
    __table_args__ = {"schema": ESQUEMA}

    especificacao_id: Mapped[int] = mapped_column("step_id", Integer, primary_key=True, autoincrement=False)
    indicador_pagamento_a_maior: Mapped[int] = mapped_column("icpagamentoamaior", SmallInteger)
    indicador_cobrado_indevidamente: Mapped[int] = mapped_column("iccobradoindevidamente", SmallInteger)


class DevolucaoItem(Base):
    """A payment that an RA asks back and ``ra_pagto_duplicidade`` cannot hold; ``documento_id`` by ``documento``.

    ``guia_devolucao_id`` and ``credito_a_realizar_id`` say by what it was given back.
    """

    __tablename__ = "ra_devolucao_item"
    __table_args__ = {"schema": ESQUEMA}

    id: Mapped[int] = mapped_column("id", BigInteger, Identity(), primary_key=True)
    registro_atendimento_id: Mapped[int] = mapped_column("rgat_id", Integer)
    tipo: Mapped[int] = mapped_column("tipo", SmallInteger)
    pagamento_id: Mapped[int] = mapped_column("pgmt_id", Integer)
    documento: Mapped[int] = mapped_column("tipo_documento", SmallInteger)
    documento_id: Mapped[int] = mapped_column("documento_id", Integer)
    imovel_id: Mapped[int] = mapped_column("imov_id", Integer)
    referencia: Mapped[int | None] = mapped_column("referencia", Integer)
    data_pagamento: Mapped[date] = mapped_column("data_pagamento", Date)
    valor_pago: Mapped[Decimal] = mapped_column("valor_pago", Numeric(13, 2))
    valor_devolver: Mapped[Decimal] = mapped_column("valor_devolver", Numeric(13, 2))
    devolvido: Mapped[bool] = mapped_column("devolvido", Boolean, server_default=text("false"))
    guia_devolucao_id: Mapped[int | None] = mapped_column("gdev_id", Integer)
    credito_a_realizar_id: Mapped[int | None] = mapped_column("crar_id", Integer)
    ultima_alteracao: Mapped[datetime] = mapped_column("tmultimaalteracao", DateTime)


class Permissao(Base):
    """A special permission of ours that a person has; ``nome`` as ``domain.devolucao.PERMISSAO``."""

    __tablename__ = "permissao"
    __table_args__ = {"schema": ESQUEMA}

    nome: Mapped[str] = mapped_column("nome", String(40), primary_key=True)
    usuario_id: Mapped[int] = mapped_column("usur_id", Integer, primary_key=True)


class PermissaoGsan(Base):
    """The special permission of GSAN that stands for one of ours in this utility."""

    __tablename__ = "permissao_gsan"
    __table_args__ = {"schema": ESQUEMA}

    nome: Mapped[str] = mapped_column("nome", String(40), primary_key=True)
    permissao_id: Mapped[int] = mapped_column("pmep_id", Integer)
