using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Triad.Core.Errors;
using Triad.Server.Hosting;

namespace Triad.Server.Invocation;

/// <summary>Explains why the server could not start, where that is something an operator can mend.</summary>
internal static class StartFailure
{
    /// <summary>What to print, or null for a bug, whose stack is worth more than a sentence.</summary>
    public static string? Explain(Exception exception) => exception switch
    {
        StartException start => $"triad: {start.Message}",
        StorageException storage => $"triad: {storage.Message}",
        OptionsValidationException options => string.Join(Environment.NewLine, options.Failures.Select(failure => $"triad: {failure}")),
        OrleansConfigurationException orleans => $"triad: {orleans.Message}",
        AggregateException aggregate when aggregate.InnerExceptions.All(inner => Explain(inner) is not null) =>
            string.Join(Environment.NewLine, aggregate.InnerExceptions.Select(Explain)),
        IOException { InnerException: SocketException or Microsoft.AspNetCore.Connections.AddressInUseException } bind =>
            $"triad: {bind.Message} Choose another address with --urls, or stop what listens there.",
        _ => null,
    };
}
