# SPDX-FileCopyrightText: 2026 Vigie contributors
# SPDX-License-Identifier: Apache-2.0

"""Serves the real software of data.gouv.fr (udata) on loopback, over its embedded database, with datasets in every
state that Vigie tells apart. Prints the address when it answers, and ends when its standard input does.

    serve_udata.py FOLDER

FOLDER is empty and disappears with the test that made it.
"""

import os
import socket
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta

FOLDER = sys.argv[1]


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def database():
    """Starts the database and waits until it takes connections."""
    port = free_port()
    program = os.path.join(os.path.dirname(sys.executable), "secantusd-py")
    child = subprocess.Popen(
        [program, "--host", "127.0.0.1", "--port", str(port), "--storage-path", os.path.join(FOLDER, "db")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=FOLDER,
    )
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return child, port
        except OSError:
            if child.poll() is not None:
                sys.exit("the database ended at once")
            time.sleep(0.1)
    sys.exit("the database does not answer")


def without_text_indexes():
    """The embedded database has none; udata needs them for searches only."""
    from pymongo.collection import Collection

    make = Collection.create_index

    def create_index(self, keys, *rest, **options):
        if isinstance(keys, list) and any(kind == "text" for _, kind in keys):
            return "none"
        return make(self, keys, *rest, **options)

    Collection.create_index = create_index


def application(database_port, port):
    from udata import settings
    from udata.app import create_app, standalone

    class Served(settings.Testing):
        MONGODB_HOST = f"mongodb://127.0.0.1:{database_port}/udata?directConnection=true"
        MONGODB_CONNECT = True
        SERVER_NAME = None
        SECRET_KEY = "for this test only"
        API_TOKEN_SECRET = "for this test only"
        FS_ROOT = os.path.join(FOLDER, "fs")
        SITE_ID = "vigie"
        SITE_TITLE = "Vigie"
        CDATA_BASE_URL = f"http://127.0.0.1:{port}"

    return standalone(create_app(settings.Defaults, override=Served))


def seed():
    from udata.core.badges.models import Badge  # noqa: F401
    from udata.core.contact_point.models import ContactPoint
    from udata.core.dataset.models import Checksum, Dataset, License, Resource, Schema
    from udata.core.organization.models import Organization
    from udata.core.reuse.models import Reuse
    from udata.core.user.models import User

    now = datetime.now(UTC)
    for key, title in [
        ("lov2", "Licence Ouverte / Open Licence version 2.0"),
        ("odc-odbl", "Open Data Commons Open Database License (ODbL)"),
        ("fr-lo", "Licence Ouverte / Open Licence"),
        ("cc-by", "Creative Commons Attribution"),
        ("notspecified", "License Not Specified"),
    ]:
        License(id=key, title=title).save()
    user = User(email="personne@example.org", first_name="Prénom", last_name="Nom", active=True)
    user.save()
    ministry = Organization(name="Ministère de l'Exemple", description="Une administration.")
    ministry.save()
    ministry.add_badge("certified")
    ministry.add_badge("public-service")
    other = Organization(name="Autre organisme", description="Un autre.")
    other.save()
    contact = ContactPoint(name="L'équipe", email="equipe@example.org", role="contact", organization=ministry)
    contact.save()
    full = (
        "Le registre des exemples, produit chaque jour par le code de "
        "https://gitlab.example.org/ministere/registre, pour montrer une description assez longue."
    )

    def resource(**more):
        given = dict(
            title="Données",
            description="Le fichier.",
            type="main",
            filetype="remote",
            format="csv",
            url="https://example.org/donnees.csv",
        )
        given.update(more)
        return Resource(**given)

    def dataset(slug, **more):
        given = dict(
            title=slug.replace("-", " ").capitalize(),
            slug=slug,
            description=full,
            frequency="daily",
            license=License.objects(id="lov2").first(),
            organization=ministry,
            contact_points=[contact],
            resources=[resource()],
        )
        given.update(more)
        one = Dataset(**given)
        one.save()
        return one

    def dated(one, days):
        """Moves every date of a dataset back."""
        then = now - timedelta(days=days)
        for part in one.resources:
            part.created_at_internal = part.last_modified_internal = then
        one.created_at_internal = one.last_modified_internal = then
        one.save()
        Dataset.objects(id=one.id).update(set__last_update=then)

    dataset("public")
    dataset("archive", archived=now)
    dataset("supprime", deleted=now)
    dataset("prive", private=True)
    dataset("prive-et-supprime", private=True, deleted=now)
    renamed = dataset("ancien-nom")
    renamed.slug = "nouveau-nom"
    renamed.save()
    dated(dataset("en-retard", frequency="weekly"), 40)
    dated(dataset("ponctuel", frequency="punctual"), 2000)
    dataset("sans-frequence", frequency="unknown")
    dataset("sans-ressource", resources=[])
    for licence in ["odc-odbl", "fr-lo", "cc-by", "notspecified"]:
        dataset(f"licence-{licence}", license=License.objects(id=licence).first())
    dataset("licence-aucune", license=None)
    dataset("court", description="Bref.", contact_points=[], organization=other)
    dataset("a-une-personne", organization=None, owner=user, contact_points=[])
    dataset("ferme", resources=[resource(format="pdf", description="")])
    dataset("restreint", access_type="restricted", license=None)
    dataset(
        "restreint-avec-adresse",
        access_type="restricted",
        license=None,
        authorization_request_url="https://example.org/demande",
    )
    dataset("avec-schema", resources=[resource(schema=Schema(name="etalab/schema-exemple"))])
    dataset(
        "indisponible",
        resources=[resource(extras={"check:available": False, "check:status": 404, "check:date": "2026-01-01"})],
    )
    dataset(
        "disponible",
        resources=[
            resource(
                extras={"check:available": True, "check:status": 200},
                checksum=Checksum(type="sha256", value="0" * 64),
                filesize=10,
            )
        ],
    )
    with_code = dataset("avec-code", description="Court.", organization=other, contact_points=[])
    with_code.resources.append(
        resource(title="Code", type="code", url="https://gitlab.example.org/ministere/registre", format="git")
    )
    with_code.save()
    reused = dataset("reutilise", description="Un jeu d’un autre organisme, que cette équipe lit et que sa carte montre à tous, sans adresse.", organization=other, contact_points=[])
    elsewhere = dataset("reutilise-ailleurs", description="Un jeu d’un autre organisme, dont une réutilisation nomme ce dépôt qui ne mène pas à elle.", organization=other, contact_points=[])
    Reuse(title="Une liste", slug="une-liste", description="…", type="visualization", url="https://gitlab.example.org/ministere/registre/", organization=ministry, topic="health", datasets=[elsewhere]).save()
    elsewhere.count_reuses()
    Reuse(title="Une carte", slug="une-carte", description="…", type="visualization", url="https://gitlab.example.org/ministere/registre", organization=ministry, topic="health", datasets=[reused]).save()
    Reuse(title="Une autre", slug="une-autre", description="…", type="visualization", url="https://example.org/autre", organization=ministry, deleted=now, topic="health").save()
    uuids = {name: str(Dataset.objects(slug=name).first().resources[0].id) for name in ["public", "supprime", "prive"]}
    ids = {name: str(Dataset.objects(slug=name).first().id) for name in ["public", "nouveau-nom"]}
    return {"uuids": uuids, "ids": ids}


def main():
    import json
    import logging

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    child, database_port = database()
    try:
        without_text_indexes()
        port = free_port()
        app = application(database_port, port)
        with app.app_context():
            made = seed()
        from werkzeug.serving import make_server

        server = make_server("127.0.0.1", port, app, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(json.dumps({"url": f"http://127.0.0.1:{port}", **made}), flush=True)
        sys.stdin.read()
    finally:
        child.kill()


main()
