"""Payments and returns of GSAN that the RA reads."""

from datetime import date
from decimal import Decimal

from sqlalchemy import Date, Integer, Numeric, Sequence
from sqlalchemy.orm import Mapped, mapped_column

from gsan_desk.models.base import Base


class Pagamento(Base):
    __tablename__ = "pagamento"
    __table_args__ = {"schema": "arrecadacao"}

    id: Mapped[int] = mapped_column(
        "pgmt_id", Integer, Sequence("seq_pagamento", schema="arrecadacao"), primary_key=True
    )
    valor: Mapped[Decimal] = mapped_column("pgmt_vlpagamento", Numeric(13, 2))
    referencia: Mapped[int | None] = mapped_column("pgmt_amreferenciapagamento", Integer)
    data: Mapped[date] = mapped_column("pgmt_dtpagamento", Date)
    situacao_atual_id: Mapped[int | None] = mapped_column("pgst_idatual", Integer)
    conta_id: Mapped[int | None] = mapped_column("cnta_id", Integer)
    guia_pagamento_id: Mapped[int | None] = mapped_column("gpag_id", Integer)
    imovel_id: Mapped[int | None] = mapped_column("imov_id", Integer)
    debito_a_cobrar_id: Mapped[int | None] = mapped_column("dbac_id", Integer)
    valor_excedente: Mapped[Decimal | None] = mapped_column("pgmt_vlexcedente", Numeric(13, 2))


class PagamentoHistorico(Base):
    __tablename__ = "pagamento_historico"
    __table_args__ = {"schema": "arrecadacao"}

    id: Mapped[int] = mapped_column("pghi_id", Integer, primary_key=True, autoincrement=False)
    valor: Mapped[Decimal] = mapped_column("pghi_vlpagamento", Numeric(13, 2))
    referencia: Mapped[int | None] = mapped_column("pghi_amreferenciapagamento", Integer)
    data: Mapped[date] = mapped_column("pghi_dtpagamento", Date)
    situacao_atual_id: Mapped[int] = mapped_column("pgst_idatual", Integer)
    conta_id: Mapped[int | None] = mapped_column("cnta_id", Integer)
    guia_pagamento_id: Mapped[int | None] = mapped_column("gpag_id", Integer)
    imovel_id: Mapped[int | None] = mapped_column("imov_id", Integer)
    debito_a_cobrar_id: Mapped[int | None] = mapped_column("dbac_id", Integer)
    valor_excedente: Mapped[Decimal | None] = mapped_column("pghi_vlexcedente", Numeric(13, 2))


class GuiaDevolucao(Base):
    __tablename__ = "guia_devolucao"
    __table_args__ = {"schema": "arrecadacao"}

    id: Mapped[int] = mapped_column("gdev_id", Integer, primary_key=True, autoincrement=False)
    imovel_id: Mapped[int | None] = mapped_column("imov_id", Integer)
    data_emissao: Mapped[date | None] = mapped_column("gdev_dtemissao", Date)
    data_validade: Mapped[date | None] = mapped_column("gdev_dtvalidade", Date)
    valor: Mapped[Decimal | None] = mapped_column("gdev_vldevolucao", Numeric(13, 2))
    registro_atendimento_id: Mapped[int | None] = mapped_column("rgat_id", Integer)
    credito_tipo_id: Mapped[int] = mapped_column("crti_id", Integer)
    conta_id: Mapped[int | None] = mapped_column("cnta_id", Integer)
    guia_pagamento_id: Mapped[int | None] = mapped_column("gpag_id", Integer)
    debito_a_cobrar_id: Mapped[int | None] = mapped_column("dbac_id", Integer)
    situacao_atual_id: Mapped[int] = mapped_column("dcst_idatual", Integer)
