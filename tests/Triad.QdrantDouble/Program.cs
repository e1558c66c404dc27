using System.Globalization;
using System.Runtime.InteropServices;
using Triad.Doubles;

const int WrongUse = 2;
const int DefaultPort = 6334;
const string Usage = """
    Usage: ./triad qdrant-double [--port N]
    Starts the double of a Qdrant server on 127.0.0.1 (port 6334 unless another is given; 0 takes a free one) and keeps it running.
    It speaks gRPC without TLS and keeps everything in memory. docs/qdrant.md says what it computes.
    """;

var port = DefaultPort;
switch (args)
{
    case ["-h" or "--help"]:
        Console.WriteLine(Usage);
        return 0;
    case []:
        break;
    case ["--port", var text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= ushort.MaxValue:
        break;
    default:
        Console.Error.WriteLine($"'{string.Join(' ', args)}' is wrong: give --port and a number from 0 to {ushort.MaxValue}.");
        return WrongUse;
}

var stopped = new TaskCompletionSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
await using var server = await QdrantDouble.StartAsync(port);
Console.WriteLine($"The double of Qdrant is ready on {server.Address.AbsoluteUri.TrimEnd('/')}; Ctrl+C stops it.");
await stopped.Task;
return 0;

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopped.TrySetResult();
}
