"""Billing tables of GSAN that the RA reads."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Date, DateTime, Integer, Numeric, Sequence, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from gsan_desk.models.base import Base


class Conta(Base):
    __tablename__ = "conta"
    __table_args__ = {"schema": "faturamento"}

    id: Mapped[int] = mapped_column("cnta_id", Integer, primary_key=True, autoincrement=False)
    imovel_id: Mapped[int] = mapped_column("imov_id", Integer)
    referencia: Mapped[int] = mapped_column("cnta_amreferenciaconta", Integer)
    valor_agua: Mapped[Decimal] = mapped_column("cnta_vlagua", Numeric(13, 2))
    valor_esgoto: Mapped[Decimal] = mapped_column("cnta_vlesgoto", Numeric(13, 2))
    valor_debitos: Mapped[Decimal] = mapped_column("cnta_vldebitos", Numeric(13, 2))
    valor_creditos: Mapped[Decimal] = mapped_column("cnta_vlcreditos", Numeric(13, 2))
    data_vencimento: Mapped[date] = mapped_column("cnta_dtvencimentoconta", Date)
    situacao_atual_id: Mapped[int] = mapped_column("dcst_idatual", Integer)
    valor_impostos: Mapped[Decimal | None] = mapped_column("cnta_vlimpostos", Numeric(13, 2))
    registro_atendimento_id: Mapped[int | None] = mapped_column("rgat_id", Integer)
    data_retificacao: Mapped[date | None] = mapped_column("cnta_dtretificacao", Date)


class ContaHistorico(Base):
    __tablename__ = "conta_historico"
    __table_args__ = {"schema": "faturamento"}

    id: Mapped[int] = mapped_column("cnta_id", Integer, primary_key=True, autoincrement=False)
    referencia: Mapped[int] = mapped_column("cnhi_amreferenciaconta", Integer)
    imovel_id: Mapped[int] = mapped_column("imov_id", Integer)
    data_vencimento: Mapped[date] = mapped_column("cnhi_dtvencimentoconta", Date)
    situacao_atual_id: Mapped[int] = mapped_column("dcst_idatual", Integer)
    valor_agua: Mapped[Decimal] = mapped_column("cnhi_vlagua", Numeric(13, 2))
    valor_esgoto: Mapped[Decimal] = mapped_column("cnhi_vlesgoto", Numeric(13, 2))
    valor_debitos: Mapped[Decimal] = mapped_column("cnhi_vldebitos", Numeric(13, 2))
    valor_creditos: Mapped[Decimal] = mapped_column("cnhi_vlcreditos", Numeric(13, 2))
    valor_impostos: Mapped[Decimal | None] = mapped_column("cnhi_vlimpostos", Numeric(13, 2))
    registro_atendimento_id: Mapped[int | None] = mapped_column("rgat_id", Integer)
    data_retificacao: Mapped[date | None] = mapped_column("cnhi_dtretificacao", Date)


class VencimentoAlternativo(Base):
    __tablename__ = "vencimento_alternativo"
    __table_args__ = {"schema": "faturamento"}

    id: Mapped[int] = mapped_column(
        "venc_id", Integer, Sequence("seq_vencimento_alternativo", schema="faturamento"), primary_key=True
    )
    imovel_id: Mapped[int] = mapped_column("imov_id", Integer)
    data_implantacao: Mapped[date | None] = mapped_column("venc_dtimplantacao", Date)
    data_exclusao: Mapped[date | None] = mapped_column("venc_dtexclusao", Date)


class DebitoACobrar(Base):
    __tablename__ = "debito_a_cobrar"
    __table_args__ = {"schema": "faturamento"}

    id: Mapped[int] = mapped_column("dbac_id", Integer, primary_key=True, autoincrement=False)
    imovel_id: Mapped[int] = mapped_column("imov_id", Integer)
    atualizado_em: Mapped[datetime] = mapped_column("dbac_tmatudebito", DateTime)
    valor: Mapped[Decimal] = mapped_column("dbac_vldebito", Numeric(13, 2))
    prestacoes: Mapped[int] = mapped_column("dbac_nnprestacaodebito", SmallInteger)
    prestacoes_cobradas: Mapped[int] = mapped_column("dbac_nnprestacaocobradas", SmallInteger)
    situacao_atual_id: Mapped[int] = mapped_column("dcst_idatual", Integer)


class GuiaPagamento(Base):
    __tablename__ = "guia_pagamento"
    __table_args__ = {"schema": "faturamento"}

    id: Mapped[int] = mapped_column("gpag_id", Integer, primary_key=True, autoincrement=False)
    imovel_id: Mapped[int | None] = mapped_column("imov_id", Integer)
    data_vencimento: Mapped[date] = mapped_column("gpag_dtvencimento", Date)
    valor: Mapped[Decimal] = mapped_column("gpag_vldebito", Numeric(13, 2))
    situacao_atual_id: Mapped[int] = mapped_column("dcst_idatual", Integer)


class GuiaPagamentoHistorico(Base):
    __tablename__ = "guia_pagamento_historico"
    __table_args__ = {"schema": "faturamento"}

    id: Mapped[int] = mapped_column("gpag_id", Integer, primary_key=True, autoincrement=False)
    valor: Mapped[Decimal] = mapped_column("gphi_vldebito", Numeric(13, 2))


class CreditoARealizar(Base):
    __tablename__ = "credito_a_realizar"
    __table_args__ = {"schema": "faturamento"}

    id: Mapped[int] = mapped_column("crar_id", Integer, primary_key=True, autoincrement=False)
    imovel_id: Mapped[int] = mapped_column("imov_id", Integer)
    credito_tipo_id: Mapped[int] = mapped_column("crti_id", Integer)
    registro_atendimento_id: Mapped[int | None] = mapped_column("rgat_id", Integer)
    criado_em: Mapped[datetime] = mapped_column("crar_tmatucredito", DateTime)
    referencia: Mapped[int | None] = mapped_column("crar_amreferenciacredito", Integer)
    valor: Mapped[Decimal | None] = mapped_column("crar_vlcredito", Numeric(13, 2))
    prestacoes: Mapped[int | None] = mapped_column("crar_nnprestacaocredito", SmallInteger)
    prestacoes_realizadas: Mapped[int | None] = mapped_column("crar_nnprestacaorealizadas", SmallInteger)
    situacao_atual_id: Mapped[int] = mapped_column("dcst_idatual", Integer)


class CreditoTipo(Base):
    __tablename__ = "credito_tipo"
    __table_args__ = {"schema": "faturamento"}

    id: Mapped[int] = mapped_column("crti_id", Integer, primary_key=True, autoincrement=False)
    descricao: Mapped[str | None] = mapped_column("crti_dscreditotipo", String(30))


class DebitoTipo(Base):
    __tablename__ = "debito_tipo"
    __table_args__ = {"schema": "faturamento"}

    id: Mapped[int] = mapped_column("dbtp_id", Integer, primary_key=True, autoincrement=False)
    descricao: Mapped[str | None] = mapped_column("dbtp_dsdebitotipo", String(30))
