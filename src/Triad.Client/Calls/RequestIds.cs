namespace Triad.Client.Calls;

/// <summary>Ids by which the platform recognises a write that comes again.</summary>
internal static class RequestIds
{
    public static string New() => Guid.NewGuid().ToString("N");
}
