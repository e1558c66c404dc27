using System.CommandLine;
using Triad.Backup.Places;
using Triad.Cli.Invocation;

namespace Triad.Cli.Backups;

/// <summary>What commands about backups have in common.</summary>
internal static class BackupOptions
{
    private const string Connection = "TRIAD_BACKUP_CONNECTION";
    private const string Container = "container:";

    public static Argument<string> Repository() => new("REPOSITORY")
    {
        Description = "Where the backups lie: a folder; the address of a container of Azure blobs; or container:NAME of the account that " + Connection + " names.",
    };

    public static Option<string?> Backup() => new("--backup") { Description = "The backup's id; otherwise the newest.", HelpName = "ID" };

    public static Option<FileInfo> WrittenKeys() => new("--keys")
    {
        Description = "The key ring, which is written anew: the tenants' data keys, wrapped. Keep it apart from the backups, once and without versions.",
        HelpName = "FILE",
        Required = true,
    };

    public static Option<string> ReadKeys() => new("--keys")
    {
        Description = "The key ring that the newest backup has written, or the data directory of the platform where that is still there.",
        HelpName = "FILE|DIR",
        Required = true,
    };

    public static IBackupPlace PlaceOf(CommandContext context, Argument<string> repository)
    {
        var given = context.Get(repository);
        if (given.StartsWith(Container, StringComparison.Ordinal))
        {
            return Environment.GetEnvironmentVariable(Connection) is { Length: > 0 } connection
                ? BlobPlace.Of(connection, given[Container.Length..])
                : throw CommandException.WrongUse(Connection, null, "Set it to the connection string of the backups' account");
        }

        return Uri.TryCreate(given, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps ? BlobPlace.At(address) : new FolderPlace(given);
    }
}
