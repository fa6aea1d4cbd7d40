"""Water and sewage systems of GSAN."""

from datetime import date, time

from sqlalchemy import Date, Integer, Sequence, SmallInteger, String, Time
from sqlalchemy.orm import Mapped, mapped_column

from gsan_desk.models.base import Base


class DivisaoEsgoto(Base):
    __tablename__ = "divisao_esgoto"
    __table_args__ = {"schema": "operacional"}

    id: Mapped[int] = mapped_column(
        "dves_id", Integer, Sequence("seq_divisao_esgoto", schema="operacional"), primary_key=True
    )
    descricao: Mapped[str | None] = mapped_column("dves_dsdivisaoesgoto", String(30))
    indicador_uso: Mapped[int | None] = mapped_column("dves_icuso", SmallInteger)
    unidade_id: Mapped[int | None] = mapped_column("unid_id", Integer)


class Bacia(Base):
    __tablename__ = "bacia"
    __table_args__ = {"schema": "operacional"}

    id: Mapped[int] = mapped_column("baci_id", Integer, Sequence("seq_bacia", schema="operacional"), primary_key=True)
    sistema_esgoto_id: Mapped[int] = mapped_column("sesg_id", Integer)
    descricao: Mapped[str | None] = mapped_column("baci_dsbacia", String(30))


class SistemaEsgoto(Base):
    __tablename__ = "sistema_esgoto"
    __table_args__ = {"schema": "operacional"}

    id: Mapped[int] = mapped_column(
        "sesg_id", Integer, Sequence("seq_sistema_esgoto", schema="operacional"), primary_key=True
    )
    descricao: Mapped[str] = mapped_column("sesg_dssistemaesgoto", String(20))
    divisao_esgoto_id: Mapped[int] = mapped_column("dves_id", Integer)


class AbastecimentoProgramacao(Base):
    __tablename__ = "abastecimento_progr"
    __table_args__ = {"schema": "operacional"}

    id: Mapped[int] = mapped_column(
        "abpr_id", Integer, Sequence("seq_abastecimento_progr", schema="operacional"), primary_key=True
    )
    ano_mes_referencia: Mapped[int] = mapped_column("abpr_amreferencia", Integer)
    data_inicio: Mapped[date] = mapped_column("abpr_dtabastecimentoinicio", Date)
    setor_abastecimento_id: Mapped[int | None] = mapped_column("stab_id", Integer)
    data_fim: Mapped[date] = mapped_column("abpr_dtabastecimentofim", Date)
    distrito_operacional_id: Mapped[int | None] = mapped_column("diop_id", Integer)
    hora_inicio: Mapped[time] = mapped_column("abpr_hrabastecimentoinicio", Time)
    bairro_id: Mapped[int | None] = mapped_column("bair_id", Integer)
    hora_fim: Mapped[time] = mapped_column("abpr_hrabastecimentofim", Time)
    municipio_id: Mapped[int | None] = mapped_column("muni_id", Integer)
    sistema_abastecimento_id: Mapped[int | None] = mapped_column("sabs_id", Integer)
    zona_abastecimento_id: Mapped[int | None] = mapped_column("zabs_id", Integer)
    bairro_area_id: Mapped[int | None] = mapped_column("brar_id", Integer)


class ManutencaoProgramacao(Base):
    __tablename__ = "manutencao_programacao"
    __table_args__ = {"schema": "operacional"}

    sistema_abastecimento_id: Mapped[int | None] = mapped_column("sabs_id", Integer)
    zona_abastecimento_id: Mapped[int | None] = mapped_column("zabs_id", Integer)
    data_inicio: Mapped[date] = mapped_column("mnpr_dtmanutencaoinicio", Date)
    setor_abastecimento_id: Mapped[int | None] = mapped_column("stab_id", Integer)
    data_fim: Mapped[date] = mapped_column("mnpr_dtmanutencaofim", Date)
    distrito_operacional_id: Mapped[int | None] = mapped_column("diop_id", Integer)
    hora_inicio: Mapped[time] = mapped_column("mnpr_hrmanutencaoinicio", Time)
    descricao: Mapped[str] = mapped_column("mnpr_dsmanutencao", String(200))
    situacao: Mapped[int] = mapped_column("mnpr_cdsituacao", SmallInteger)
    municipio_id: Mapped[int | None] = mapped_column("muni_id", Integer)
    hora_fim: Mapped[time] = mapped_column("mnpr_hrmanutencaofim", Time)
    bairro_id: Mapped[int | None] = mapped_column("bair_id", Integer)
    bairro_area_id: Mapped[int | None] = mapped_column("brar_id", Integer)
    id: Mapped[int] = mapped_column(
        "mnpr_id", Integer, Sequence("seq_manutencao_programacao", schema="operacional"), primary_key=True
    )
    ano_mes_referencia: Mapped[int] = mapped_column("mnpr_amreferencia", Integer)


class DistritoOperacional(Base):
    __tablename__ = "distrito_operacional"
    __table_args__ = {"schema": "operacional"}

    id: Mapped[int] = mapped_column(
        "diop_id", Integer, Sequence("seq_distrito_operacional", schema="operacional"), primary_key=True
    )
    setor_abastecimento_id: Mapped[int | None] = mapped_column("stab_id", Integer)
    descricao: Mapped[str | None] = mapped_column("diop_dsdistritooperacional", String(30))
    zona_abastecimento_id: Mapped[int | None] = mapped_column("zabs_id", Integer)


class ZonaAbastecimento(Base):
    __tablename__ = "zona_abastecimento"
    __table_args__ = {"schema": "operacional"}

    id: Mapped[int] = mapped_column(
        "zabs_id", Integer, Sequence("seq_zona_abastecimento", schema="operacional"), primary_key=True
    )
    descricao: Mapped[str] = mapped_column("zabs_dszonaabastecimento", String(20))
    sistema_abastecimento_id: Mapped[int] = mapped_column("sabs_id", Integer)


class SetorAbastecimento(Base):
    __tablename__ = "setor_abastecimento"
    __table_args__ = {"schema": "operacional"}

    id: Mapped[int] = mapped_column(
        "stab_id", Integer, Sequence("seq_setor_abastecimento", schema="operacional"), primary_key=True
    )
    descricao: Mapped[str] = mapped_column("stab_dssetorabastecimento", String(20))
    sistema_abastecimento_id: Mapped[int] = mapped_column("sabs_id", Integer)
