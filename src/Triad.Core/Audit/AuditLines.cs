using System.Buffers;
using System.IO.Pipelines;

namespace Triad.Core.Audit;

/// <summary>Reads the lines of a part.</summary>
public static class AuditLines
{
    private const byte Break = (byte)'\n';

    /// <summary>The lines without their breaks; the last one says whether it had one.</summary>
    /// <param name="part">The part; closed at the end.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async IAsyncEnumerable<(byte[] Line, bool IsWhole)> ReadAsync(
        Stream part, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pipe = PipeReader.Create(part);
        try
        {
            while (true)
            {
                var read = await pipe.ReadAsync(cancellationToken);
                var rest = read.Buffer;
                while (rest.PositionOf(Break) is { } end)
                {
                    yield return (rest.Slice(0, end).ToArray(), true);
                    rest = rest.Slice(rest.GetPosition(1, end));
                }

                if (read.IsCompleted)
                {
                    if (!rest.IsEmpty)
                        yield return (rest.ToArray(), false);
                    yield break;
                }

                pipe.AdvanceTo(rest.Start, rest.End);
            }
        }
        finally
        {
            await pipe.CompleteAsync();
        }
    }
}
