"""What a folder `.git` may say, and a tree may hold, to run something or confuse."""

_SETTINGS = """alias.ls-files alias.ls-tree alias.rev-parse core.alternateRefsCommand
core.askPass core.editor core.fsmonitor core.gitProxy core.hooksPath core.pager
core.sshCommand credential.helper diff.external diff.x.command diff.x.textconv
filter.x.clean filter.x.process filter.x.smudge gpg.program gpg.ssh.program
interactive.diffFilter merge.x.driver merge.tool mergetool.x.cmd pager.ls-tree
pager.rev-parse remote.origin.proxy remote.origin.receivepack remote.origin.uploadpack
remote.origin.vcs sequence.editor ssh.variant submodule.sub.update trailer.x.command
uploadpack.packObjectsHook url.ext::x.insteadOf web.browser include.path
credential.https://x.helper gpg.x509.program gpg.ssh.defaultKeyCommand difftool.x.cmd
man.x.cmd browser.x.cmd guitool.x.cmd instaweb.httpd imap.tunnel hook.x.command
gc.recentObjectsHook core.attributesFile diff.x.xfuncname sendemail.smtpserver
filter.lfs.clean filter.lfs.smudge filter.lfs.process remote.origin.url http.proxy
receive.procReceiveRefs merge.guitool core.notesRef core.packedGitWindowSize
uploadpack.hideRefs transfer.credentialsInUrl pager.cat-file pager.commit
includeIf.gitdir:/.path"""
SETTINGS = _SETTINGS.split()
ODD = {
    "core.worktree": "/",
    "core.bare": "true",
    "core.repositoryFormatVersion": "99",
    "core.excludesFile": "/dev/zero-is-not-here",
    "core.ignoreCase": "true",
    "core.precomposeUnicode": "true",
    "core.quotePath": "false",
    "core.sparseCheckout": "true",
    "core.splitIndex": "true",
    "core.untrackedCache": "true",
    "core.commentChar": "x",
    "core.abbrev": "4",
    "extensions.worktreeConfig": "true",
    "extensions.objectFormat": "sha256",
    "extensions.partialClone": "origin",
    "extensions.unknown": "true",
    "i18n.commitEncoding": "cp874",
    "user.useConfigOnly": "true",
    "commit.gpgSign": "true",
    "submodule.recurse": "true",
    "status.submoduleSummary": "true",
    "transfer.fsckObjects": "true",
    "core.protectHFS": "true",
    "core.autocrlf": "true",
    "core.eol": "crlf",
    "core.safecrlf": "true",
    "core.symlinks": "false",
    "core.fileMode": "false",
    "protocol.ext.allow": "always",
    "extensions.refStorage": "reftable",
    "extensions.relativeWorktrees": "true",
    "extensions.preciousObjects": "true",
    "extensions.compatObjectFormat": "sha256",
    "index.version": "99",
    "index.threads": "999999",
    "index.skipHash": "true",
    "core.hooksPath": "/dev/null",
    "core.sharedRepository": "0666",
    "core.logAllRefUpdates": "always",
    "core.bigFileThreshold": "1",
    "core.compression": "99",
    "core.deltaBaseCacheLimit": "999g",
    "core.fsync": "all",
    "core.multiPackIndex": "true",
    "core.checkStat": "minimal",
    "core.trustCtime": "false",
    "core.useReplaceRefs": "true",
    "pack.threads": "100000",
    "gc.auto": "1",
    "maintenance.auto": "true",
    "log.showSignature": "true",
    "gpg.format": "ssh",
    "user.signingKey": "key::x",
    "user.name": "a\x1b[2J",
    "color.ui": "always",
    "format.pretty": "%x1b%x00",
    "i18n.logOutputEncoding": "utf-16",
    "status.showUntrackedFiles": "no",
    "status.relativePaths": "maybe",
    "diff.ignoreSubmodules": "all",
    "diff.renames": "copies",
    "commit.template": "/etc/passwd",
    "commit.cleanup": "scissors",
    "commit.verbose": "2",
    "feature.experimental": "true",
    "advice.detachedHead": "x",
    "safe.bareRepository": "explicit",
}
NAMES = (
    *(b".git", b"GIT~1", b".GIT", b"..", b".", b"a\\..\\b", b"C:x", b"con", b"nul.txt"),
    *(b"-rf", b"--output=x", b":(top)x", b":!x", b"a\nb", b"a\tb", b'"a"', b"\xff\xfe"),
    *(
        b"a" * 255,
        b"a" * 256,
        b"\xe0\xb8\x81" * 90,
        b" ",
        b"a ",
        b"a.",
        b"\xe2\x80\xae",
    ),
    *(b"measures.yml", b"agency.yml", b".gitmodules", b".gitattributes", b"\x1b[2J"),
    *(b"git~2", b".git ", b".git.", b".g\xe2\x80\x8cit", b".git::$INDEX_ALLOCATION"),
    *(b"site.yml", b"SITE.YML", b"a:b", b"$(x)", b"`x`", b"%00", b"--", b"@", b"HEAD"),
)
