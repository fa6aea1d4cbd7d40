"""Users and permissions of GSAN."""

from datetime import date, datetime

from sqlalchemy import Date, DateTime, Integer, Sequence, SmallInteger, String, text
from sqlalchemy.orm import Mapped, mapped_column

from gsan_desk.models.base import Base


class Usuario(Base):
    __tablename__ = "usuario"
    __table_args__ = {"schema": "seguranca"}

    id: Mapped[int] = mapped_column("usur_id", Integer, Sequence("seq_usuario", schema="seguranca"), primary_key=True)
    funcionario_id: Mapped[int | None] = mapped_column("func_id", Integer)
    login: Mapped[str] = mapped_column("usur_nmlogin", String(11))
    nome: Mapped[str] = mapped_column("usur_nmusuario", String(50))
    usuario_tipo_id: Mapped[int] = mapped_column("utip_id", Integer)
    usuario_situacao_id: Mapped[int] = mapped_column("usst_id", Integer)
    usuario_abrangencia_id: Mapped[int] = mapped_column("usab_id", Integer)
    unidade_id: Mapped[int | None] = mapped_column("unid_id", Integer)
    empresa_id: Mapped[int] = mapped_column("empr_id", Integer)
    data_expiracao_acesso: Mapped[date | None] = mapped_column("usur_dtexpiracaoacesso", Date)
    ultima_alteracao: Mapped[datetime] = mapped_column("usur_tmultimaalteracao", DateTime, server_default=text("now()"))


class UsuarioPermissaoEspecial(Base):
    __tablename__ = "usuario_permissao_espec"
    __table_args__ = {"schema": "seguranca"}

    usuario_id: Mapped[int] = mapped_column("usur_id", Integer, primary_key=True)
    permissao_id: Mapped[int] = mapped_column("pmep_id", Integer, primary_key=True)


class PermissaoEspecial(Base):
    __tablename__ = "permissao_especial"
    __table_args__ = {"schema": "seguranca"}

    id: Mapped[int] = mapped_column(
        "pmep_id", Integer, Sequence("seq_permissao_especial", schema="seguranca"), primary_key=True
    )
    descricao: Mapped[str | None] = mapped_column("pmep_dspermissaoespecial", String(60))
    indicador_uso: Mapped[int | None] = mapped_column("pmep_icuso", SmallInteger)


class UsuarioGrupo(Base):
    __tablename__ = "usuario_grupo"
    __table_args__ = {"schema": "seguranca"}

    grupo_id: Mapped[int] = mapped_column("grup_id", Integer, primary_key=True)
    usuario_id: Mapped[int] = mapped_column("usur_id", Integer, primary_key=True)
