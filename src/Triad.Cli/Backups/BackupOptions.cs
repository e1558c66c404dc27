using System.CommandLine;
using Triad.Backup.Places;
using Triad.Cli.Invocation;

namespace Triad.Cli.Backups;

/// <summary>What commands about backups have in common.</summary>
internal static class BackupOptions
{
    public static Argument<DirectoryInfo> Repository() => new("REPOSITORY") { Description = "The folder of the backups; the first one makes it." };

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

    public static FolderPlace PlaceOf(CommandContext context, Argument<DirectoryInfo> repository) => new(context.Get(repository).FullName);
}
