using System.Text;
using Microsoft.Extensions.Options;
using Triad.Core.Durability;
using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Gateway.Library;

/// <summary>
/// Remembers uploads on their way: one small file each in <see cref="GatewayOptions.UploadJournalFolder"/>, written before the first byte
/// of the upload. What a killed process left behind is found by it at the next start, or by another that starts after its end
/// (<see cref="GatewayOptions.AbandonedJournalFolders"/>).
/// </summary>
internal sealed class UploadJournal(IOptions<GatewayOptions> options)
{
    private const int NoSpace = 28; // ENOSPC

    private readonly string _folder = Path.GetFullPath(options.Value.UploadJournalFolder);
    private readonly IReadOnlyList<string> _abandoned = [.. options.Value.AbandonedJournalFolders.Select(Path.GetFullPath)];

    /// <summary>Remembers an upload; durable on return. StorageFull or Unavailable where that cannot be.</summary>
    public Result Open(UploadEntry entry)
    {
        try
        {
            FolderSync.Create(_folder);
            using (var file = new FileStream(PathOf(entry), FileMode.CreateNew, FileAccess.Write))
            {
                file.Write(Encoding.UTF8.GetBytes($"{entry.Tenant}\n{entry.Video}\n"));
                file.Flush(flushToDisk: true);
            }

            FolderSync.Flush(_folder);
            return Result.Ok;
        }
        catch (IOException fault)
        {
            return (fault.HResult & 0xFFFF) == NoSpace
                ? new Error(ErrorReason.StorageFull, "There is no room for the upload.", Remedy: "Tell the operator to make room.")
                : new Error(ErrorReason.Unavailable, "The upload cannot be recorded.", Remedy: "Retry.", RetryAfter: TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>Forgets an upload that has ended well or of which nothing is left.</summary>
    public void Close(UploadEntry entry) => File.Delete(PathOf(entry));

    /// <summary>The uploads that were never closed.</summary>
    public IReadOnlyList<UploadEntry> Left() =>
        [.. _abandoned.Append(_folder).Where(Directory.Exists).SelectMany(Directory.GetFiles).Select(Read).OfType<UploadEntry>()];

    // A file without both lines was cut short before the first byte of its upload: there is nothing to remove but itself.
    private static UploadEntry? Read(string path)
    {
        if (File.ReadAllLines(path) is [var tenant, var video]
            && TenantId.Parse(tenant) is { IsOk: true } tenantId
            && VideoId.Parse(video) is { IsOk: true } videoId)
            return new UploadEntry(tenantId.Value, videoId.Value, Path.GetFileName(path)) { JournalFile = path };
        File.Delete(path);
        return null;
    }

    private string PathOf(UploadEntry entry) => entry.JournalFile ?? Path.Combine(_folder, entry.Mark);
}
