"""Passwords in ``desk_0001``: who must change theirs, until when one holds, who is locked out.

The server never sees a password: the client sends the SCRAM verifier. Until somebody who must change theirs has done
it, or while somebody is locked out, ``operador_id`` is nobody, and so no policy lets them write.
"""

TABELAS = """
CREATE TABLE gsan_desk.acesso_regras (
    id smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
    validade_dias smallint NOT NULL DEFAULT 90 CHECK (validade_dias BETWEEN 0 AND 3650),
    aviso_dias smallint NOT NULL DEFAULT 10 CHECK (aviso_dias BETWEEN 0 AND 365),
    max_falhas smallint NOT NULL DEFAULT 5 CHECK (max_falhas BETWEEN 3 AND 100)
);
INSERT INTO gsan_desk.acesso_regras DEFAULT VALUES;
CREATE TABLE gsan_desk.usuario_acesso (
    login text PRIMARY KEY,
    trocar_senha boolean NOT NULL DEFAULT false,
    senha_desde timestamptz NOT NULL DEFAULT now(),
    senha_ate timestamptz,
    falhas integer NOT NULL DEFAULT 0,
    bloqueado_em timestamptz,
    motivo text
);
CREATE TABLE gsan_desk.vigia_do_log (
    arquivo text PRIMARY KEY,
    posicao bigint NOT NULL
);
CREATE FUNCTION gsan_desk.acesso_suspenso() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT EXISTS (
        SELECT 1 FROM gsan_desk.usuario_acesso
        WHERE login = session_user::text AND (trocar_senha OR bloqueado_em IS NOT NULL)
    )
$$
"""
FUNCOES = """
CREATE FUNCTION gsan_desk.minha_senha(OUT trocar boolean, OUT ate timestamptz, OUT avisar boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT coalesce(a.trocar_senha, false), a.senha_ate,
        coalesce(a.senha_ate < now() + make_interval(days => r.aviso_dias), false)
    FROM gsan_desk.acesso_regras r LEFT JOIN gsan_desk.usuario_acesso a ON a.login = session_user::text
$$;
CREATE FUNCTION gsan_desk.trocar_minha_senha(verificador text) RETURNS timestamptz
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    ate timestamptz;
BEGIN
    IF NOT gsan_desk.e_nosso()
        OR verificador !~ '^SCRAM-SHA-256[$][0-9]+:[A-Za-z0-9+/=]+[$][A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+$' THEN
        RAISE EXCEPTION 'trocar_minha_senha: not allowed' USING ERRCODE = '42501';
    END IF;
    SELECT now() + make_interval(days => validade_dias) INTO ate FROM gsan_desk.acesso_regras WHERE validade_dias > 0;
    EXECUTE concat('ALTER ROLE ', quote_ident(session_user), ' PASSWORD ', quote_literal(verificador),
        ' VALID UNTIL ', quote_literal(coalesce(ate::text, 'infinity')));
    INSERT INTO gsan_desk.usuario_acesso (login, senha_ate) VALUES (session_user, ate)
    ON CONFLICT (login) DO UPDATE SET trocar_senha = false, senha_desde = now(), senha_ate = excluded.senha_ate,
        falhas = 0;
    RETURN ate;
END
$$;
REVOKE ALL ON FUNCTION gsan_desk.trocar_minha_senha(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION gsan_desk.trocar_minha_senha(text) TO gsan_desk_atendente, gsan_desk_sms
"""
