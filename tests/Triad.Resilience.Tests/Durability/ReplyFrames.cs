using System.Buffers.Binary;

namespace Triad.Resilience.Tests.Durability;

/// <summary>Finds the answers of gRPC calls among what a server sends: frames of HTTP/2 that carry data.</summary>
internal static class ReplyFrames
{
    private const int HeaderBytes = 9;
    private const byte Data = 0;
    private const byte Settings = 4;

    /// <summary>The lines of the trace on which the sending of an answer began.</summary>
    public static IReadOnlyList<int> Lines(IReadOnlyList<SystemCall> calls)
    {
        var lines = new List<int>();
        var sends = calls.Where(call => call.Name is "sendmsg" or "sendto" && call.Result > 0 && call.DescriptorPath.StartsWith("socket:", StringComparison.Ordinal));
        foreach (var connection in sends.GroupBy(call => call.Descriptor))
        {
            var unread = new List<byte>();
            var isHttp = false;
            foreach (var send in connection.OrderBy(call => call.Start))
            {
                unread.AddRange(send.Strings().SelectMany(part => part).Take((int)send.Result));
                isHttp |= unread.Count > HeaderBytes && unread[3] == Settings;
                if (!isHttp)
                    break;
                if (Take(unread).Contains(Data))
                    lines.Add(send.Start);
            }
        }

        lines.Sort();
        return lines;
    }

    /// <summary>The line on which the sending of a text began.</summary>
    public static int LineOf(IReadOnlyList<SystemCall> calls, string text) =>
        calls.Where(call => call.Name is "sendmsg" or "sendto" && call.Texts().Any(part => part.Contains(text, StringComparison.Ordinal))).Min(call => call.Start);

    /// <summary>Takes the whole frames off the front. Returns their types.</summary>
    private static HashSet<byte> Take(List<byte> unread)
    {
        var types = new HashSet<byte>();
        while (unread.Count >= HeaderBytes)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian([0, unread[0], unread[1], unread[2]]);
            if (unread.Count < HeaderBytes + length)
                break;
            if (unread[3] != Data || length > 0)
                types.Add(unread[3]);
            unread.RemoveRange(0, HeaderBytes + length);
        }

        return types;
    }
}
