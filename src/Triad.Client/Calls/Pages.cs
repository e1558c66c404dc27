using System.Runtime.CompilerServices;

namespace Triad.Client.Calls;

/// <summary>Turns pages into one lazy sequence: the next page is asked for when the one before has been read.</summary>
internal static class Pages
{
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        Func<string?, CancellationToken, Task<Page<T>>> read,
        string? first,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var token = first;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = await read(token, cancellationToken).ConfigureAwait(false);
            foreach (var item in page.Items)
                yield return item;
            token = page.NextPageToken;
        }
        while (token is not null);
    }
}
