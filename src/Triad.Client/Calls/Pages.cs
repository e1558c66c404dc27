using System.Runtime.CompilerServices;

namespace Triad.Client.Calls;

/// <summary>Turns pages into one lazy sequence: the next page is asked for when the one before has been read.</summary>
internal static class Pages
{
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        Func<string, CancellationToken, Task<(IEnumerable<T> Items, string Next)>> page,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var token = string.Empty;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (items, next) = await page(token, cancellationToken).ConfigureAwait(false);
            foreach (var item in items)
                yield return item;
            token = next;
        }
        while (token.Length > 0);
    }
}
