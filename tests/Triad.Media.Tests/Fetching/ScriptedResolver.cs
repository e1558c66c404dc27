using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Triad.Media.Fetching;

namespace Triad.Media.Tests.Fetching;

/// <summary>Answers as it is told, one answer after the other; the last one stays.</summary>
internal sealed class ScriptedResolver : IHostResolver
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<IPAddress[]>> _answers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Every name that was looked up.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public ScriptedResolver With(string host, params string[] answers)
    {
        _answers[host] = new ConcurrentQueue<IPAddress[]>(answers.Select(answer => answer.Split(',').Select(IPAddress.Parse).ToArray()));
        return this;
    }

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        Asked.Enqueue(host);
        if (!_answers.TryGetValue(host, out var answers) || !answers.TryPeek(out var answer))
            throw new SocketException((int)SocketError.HostNotFound);
        if (answers.Count > 1)
            answers.TryDequeue(out answer);
        return Task.FromResult(answer!);
    }
}
