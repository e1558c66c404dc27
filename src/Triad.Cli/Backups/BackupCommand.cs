using System.CommandLine;
using System.Globalization;
using Triad.Backup;
using Triad.Backup.Contents;
using Triad.Cli.Connection;
using Triad.Cli.Invocation;
using Triad.Cli.Output;

namespace Triad.Cli.Backups;

/// <summary><c>triad backup</c>: reads and writes the files of a platform, not its API.</summary>
internal static class BackupCommand
{
    public static Command Create() => new Command("backup", "Back a platform up, check backups, and restore one (docs/backup.md).")
    {
        CreateBackup(),
        ListBackups(),
        VerifyBackup(),
        RestoreCommand.Create(),
    }.WithExamples("triad backup create /srv/backup --data /srv/triad --keys /etc/triad/keyring.json", "triad backup verify /srv/backup");

    private static Command CreateBackup()
    {
        var repository = BackupOptions.Repository();
        var keys = BackupOptions.WrittenKeys();
        return new Command("create", "Make a backup of the platform of the data directory, while it runs or not. What is there already is not copied again.") { repository, keys }
            .Runs((context, cancellationToken) => MakeAsync(context, repository, keys, tenant: null, cancellationToken))
            .WithExamples("triad backup create /srv/backup --data /srv/triad --keys /etc/triad/keyring.json");
    }

    private static Command ListBackups()
    {
        var repository = BackupOptions.Repository();
        return new Command("list", "List the backups that are whole.") { repository }
            .Runs(async (context, cancellationToken) =>
            {
                var all = await new BackupReader(BackupOptions.PlaceOf(context, repository)).ListAsync(cancellationToken);
                context.Output.Answer(new { backups = all.Select(Document) }, screen =>
                {
                    var table = Tables.Of("backup", "kind", "mark", "tenants", "videos", "bytes");
                    foreach (var (id, manifest) in all)
                        table.Row(id, manifest.Tenant is { } tenant ? $"tenant {tenant}" : manifest.Kind, Tables.Time(manifest.Mark), Number(manifest.Tenants), Number(manifest.Videos), Number(manifest.Bytes));
                    screen.Write(table);
                });
            })
            .WithExamples("triad backup list /srv/backup", "triad backup list /srv/backup --json");
    }

    private static Command VerifyBackup()
    {
        var repository = BackupOptions.Repository();
        var backup = BackupOptions.Backup();
        return new Command("verify", "Read every byte of a backup and compare it with its hash.") { repository, backup }
            .Runs(async (context, cancellationToken) =>
            {
                var reader = new BackupReader(BackupOptions.PlaceOf(context, repository));
                var found = await RunAsync(context, "verify", progress => reader.VerifyAsync(context.Get(backup), progress, cancellationToken));
                context.Output.Answer(new { verified = true, backup = Document(found) }, screen => screen.Facts(
                    ("backup", found.Id), ("files", Number(found.Manifest.Files)), ("bytes", Number(found.Manifest.Bytes)), ("found", "every byte as it was written")));
            })
            .WithExamples("triad backup verify /srv/backup", "triad backup verify /srv/backup --backup 20261201T020000Z-0123456789abcdef");
    }

    /// <summary>Makes a backup of all, or of a tenant.</summary>
    public static async Task<int> MakeAsync(
        CommandContext context, Argument<string> repository, Option<FileInfo> keys, string? tenant, CancellationToken cancellationToken)
    {
        var data = DataDirectory.Resolve(context.Get(GlobalOptions.DataDirectory));
        var writer = new BackupWriter(BackupOptions.PlaceOf(context, repository), TimeProvider.System);
        var (backup, added, reused) = await RunAsync(
            context, "backup", progress => writer.CreateAsync(data.Path, context.Get(keys)!.FullName, tenant, progress, cancellationToken));
        var manifest = backup.Manifest;
        context.Output.Answer(
            new { backup = Document(backup), added_bytes = added, reused_bytes = reused },
            screen => screen.Facts(
                ("backup", backup.Id),
                ("mark", Tables.Time(manifest.Mark)),
                ("tenants", Number(manifest.Tenants)),
                ("videos", Number(manifest.Videos)),
                ("bytes", Number(manifest.Bytes)),
                ("copied", $"{Number(added)} bytes; {Number(reused)} were there"),
                ("writes waited", $"{manifest.HeldMilliseconds.ToString(CultureInfo.InvariantCulture)} ms")));
        foreach (var video in manifest.WithoutMedia)
            context.Output.Warn($"triad: the media of {video} are not in the media store; the backup lacks them too");
        return manifest.WithoutMedia.Count == 0 ? ExitCode.Success : ExitCode.Failed;
    }

    /// <summary>Runs a command that tells how far it is.</summary>
    public static Task<T> RunAsync<T>(CommandContext context, string name, Func<IProgress<BackupProgress>, Task<T>> work) =>
        ProgressDisplay.RunAsync(context.Output, async display =>
        {
            var bar = display.Add(name);
            var result = await work(new ImmediateProgress<BackupProgress>(
                step => bar.Report(100.0 * step.Done / Math.Max(1, step.Of), $"{step.Doing} {step.Done} of {step.Of}")));
            bar.End();
            return result;
        });

    /// <summary>A backup as JSON shows it.</summary>
    public static object Document(BackupSummary backup) => new
    {
        id = backup.Id,
        kind = backup.Manifest.Kind,
        tenant = backup.Manifest.Tenant,
        mark = backup.Manifest.Mark,
        finished = backup.Manifest.Finished,
        tenants = backup.Manifest.Tenants,
        videos = backup.Manifest.Videos,
        files = backup.Manifest.Files,
        bytes = backup.Manifest.Bytes,
        held_ms = backup.Manifest.HeldMilliseconds,
        key_encryption_keys = backup.Manifest.KeyEncryptionKeys,
        without_media = backup.Manifest.WithoutMedia,
    };

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
