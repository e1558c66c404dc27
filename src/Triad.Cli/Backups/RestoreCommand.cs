using System.CommandLine;
using Triad.Backup;
using Triad.Backup.Erasures;
using Triad.Backup.Restoring;
using Triad.Cli.Connection;
using Triad.Cli.Invocation;
using Triad.Client;

namespace Triad.Cli.Backups;

/// <summary><c>triad backup restore</c>.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var repository = BackupOptions.Repository();
        var backup = BackupOptions.Backup();
        var keys = BackupOptions.ReadKeys();
        var mediaKey = MediaKey();
        var vault = Vault();
        var receipts = new Option<FileSystemInfo[]>("--receipts")
        {
            Description = "Receipts of erasures that the key ring may not know (*.jws): a file, or a folder of them; may be repeated. They are replayed.",
            HelpName = "FILE|DIR",
        };
        var jwks = new Option<FileInfo?>("--jwks") { Description = "The platform's public keys, for --receipts.", HelpName = "FILE" };
        return new Command("restore", "Restore the platform into an empty data directory. What was erased since does not come back.")
            {
                repository, backup, keys, mediaKey, vault, receipts, jwks,
            }
            .Runs(async (context, cancellationToken) =>
            {
                var data = DataDirectory.Resolve(context.Get(GlobalOptions.DataDirectory));
                var erasures = await ReadReceiptsAsync(context.Get(receipts) ?? [], context.Get(jwks));
                var restore = new BackupRestore(BackupOptions.PlaceOf(context, repository), TimeProvider.System);
                var keyFile = KeyFileOf(context, mediaKey, vault);
                Show(context, data.Path, await BackupCommand.RunAsync(context, "restore", progress => restore.RestoreAsync(
                    context.Get(backup), data.Path, context.Get(keys)!, keyFile, erasures, progress, cancellationToken)));
            })
            .WithExamples(
                "triad backup restore /srv/backup --data /srv/new --keys /etc/triad/keyring.json --media-key /etc/triad/media.key",
                "triad backup restore /srv/backup --data /srv/new --keys keyring.json --key-vault --receipts receipts/ --jwks jwks.json");
    }

    public static Option<FileInfo?> MediaKey() => new("--media-key")
    {
        Description = "The platform's file of key-encryption keys (media.key); it is copied into the data directory.",
        HelpName = "FILE",
    };

    public static Option<bool> Vault() => new("--key-vault")
    {
        Description = "The key-encryption keys lie in a key vault, which the platform asks itself; whether it has them is seen at its start.",
    };

    public static string? KeyFileOf(CommandContext context, Option<FileInfo?> mediaKey, Option<bool> vault) =>
        (context.Get(mediaKey), context.Get(vault)) switch
        {
            ({ } file, false) => file.FullName,
            (null, true) => null,
            _ => throw CommandException.WrongUse("--media-key", null, "Name the key source: --media-key FILE, or --key-vault"),
        };

    private static async Task<IReadOnlyList<KnownErasure>> ReadReceiptsAsync(IReadOnlyList<FileSystemInfo> given, FileInfo? jwks)
    {
        if (given.Count == 0)
            return [];
        if (jwks is null)
            throw CommandException.WrongUse("--jwks", null, "Give the platform's public keys (/.well-known/jwks.json): a receipt that it did not sign erases nothing");
        var keys = await File.ReadAllTextAsync(jwks.FullName);
        var erasures = new List<KnownErasure>();
        foreach (var file in given.SelectMany(one => one is DirectoryInfo folder ? Directory.GetFiles(folder.FullName, "*.jws") : [one.FullName]))
        {
            var check = await ReceiptVerifier.VerifyAsync(await File.ReadAllTextAsync(file), keys);
            if (check.Receipt is not { } receipt)
                throw new CommandException($"The receipt '{file}' is not genuine. {check.Problem}") { Field = "--receipts", Value = file, Remedy = "Leave it out, or give the keys of the platform that has signed it" };
            erasures.Add(new KnownErasure(receipt.TenantId, receipt.VideoId, receipt.Id, receipt.RequestedBy, receipt.StartTime));
        }

        return erasures;
    }

    private static void Show(CommandContext context, string folder, RestoreOutcome outcome) => context.Output.Answer(
        new { backup = BackupCommand.Document(outcome.Backup), data = folder, files = outcome.Files, erased_since = outcome.Erased },
        screen =>
        {
            screen.Facts(("backup", outcome.Backup.Id), ("restored to", folder), ("files", $"{outcome.Files}"), ("erased since", $"{outcome.Erased.Count}"));
            foreach (var one in outcome.Erased)
                screen.WriteLine($"  {(one.Video is null ? $"tenant {one.Tenant}" : $"video {one.Tenant}/{one.Video}")}, asked for at {one.StartedAt:u}: it did not come back");
        });
}
