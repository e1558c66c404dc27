using System.CommandLine;
using Triad.Backup;
using Triad.Cli.Connection;
using Triad.Cli.Invocation;

namespace Triad.Cli.Backups;

/// <summary><c>triad tenant export</c> and <c>import</c>: a tenant as a backup of its own, from one platform to another.</summary>
internal static class TenantTransferCommand
{
    public static Command Export()
    {
        var tenant = new Argument<string>("TENANT") { Description = "The tenant." };
        var repository = BackupOptions.Repository();
        var keys = BackupOptions.WrittenKeys();
        return new Command("export", "Make a backup of one tenant of the data directory: its videos, vectors, media, keys to the API and holds.") { tenant, repository, keys }
            .Runs((context, cancellationToken) => BackupCommand.MakeAsync(context, repository, keys, context.Get(tenant), cancellationToken))
            .WithExamples("triad tenant export acme /srv/acme --data /srv/triad --keys acme-keys.json");
    }

    public static Command Import()
    {
        var repository = BackupOptions.Repository();
        var backup = BackupOptions.Backup();
        var keys = BackupOptions.ReadKeys();
        var mediaKey = RestoreCommand.MediaKey();
        return new Command("import", "Bring an exported tenant, under its id, into the platform of the data directory, which does not run.") { repository, backup, keys, mediaKey }
            .Runs(async (context, cancellationToken) =>
            {
                var data = DataDirectory.Resolve(context.Get(GlobalOptions.DataDirectory));
                var import = new TenantImport(BackupOptions.PlaceOf(context, repository), TimeProvider.System);
                var file = context.Get(mediaKey)?.FullName ?? throw CommandException.WrongUse("--media-key", null, "Give the file of key-encryption keys of the platform that the tenant comes from");
                var outcome = await BackupCommand.RunAsync(
                    context, "import", progress => import.ImportAsync(context.Get(backup), data.Path, context.Get(keys)!, file, progress, cancellationToken));
                context.Output.Answer(
                    new { tenant = outcome.Backup.Manifest.Tenant, backup = BackupCommand.Document(outcome.Backup), files = outcome.Files, erased_since = outcome.Erased },
                    screen => screen.Facts(("tenant", outcome.Backup.Manifest.Tenant), ("backup", outcome.Backup.Id), ("files", $"{outcome.Files}"), ("erased since", $"{outcome.Erased.Count}")));
            })
            .WithExamples("triad tenant import /srv/acme --data /srv/other --keys acme-keys.json --media-key /etc/triad/media.key");
    }
}
