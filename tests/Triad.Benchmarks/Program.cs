using Triad.Benchmarks;

const int Failed = 1;
const int WrongUse = 2;

var asJson = args.Contains("--json");
var rest = args.Where(argument => argument is not "--json" and not "--help" and not "-h").ToList();
var wantsHelp = args.Contains("--help") || args.Contains("-h");
if (rest.Count == 0)
{
    Console.WriteLine("Usage: ./triad bench NAME [--json] [options]\n");
    foreach (var each in BenchmarkRegistry.All)
        Console.WriteLine($"  {each.Name,-10} {each.Summary}");
    return wantsHelp ? 0 : WrongUse;
}

if (BenchmarkRegistry.All.FirstOrDefault(each => each.Name == rest[0]) is not { } benchmark)
{
    Console.Error.WriteLine($"There is no benchmark '{rest[0]}'; there are: {string.Join(", ", BenchmarkRegistry.All.Select(each => each.Name))}.");
    return WrongUse;
}

if (wantsHelp)
{
    var positional = benchmark.Options.Where(option => option.IsPositional);
    var places = string.Concat(positional.Select(option => $" {option.Name.ToUpperInvariant()}"));
    Console.WriteLine($"./triad bench {benchmark.Name}{places} [--json] [options]: {benchmark.Summary}\n");
    foreach (var option in benchmark.Options)
    {
        Console.WriteLine(option.IsPositional
            ? $"  {option.Name.ToUpperInvariant(),-16} {option.Help}"
            : $"  --{option.Name,-14} {option.Help}{(option.IsFlag ? "" : $" (default {option.Default})")}");
    }

    return 0;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
try
{
    var report = await benchmark.RunAsync(BenchmarkArguments.Parse(rest[1..], benchmark.Options), stop.Token);
    Console.WriteLine(asJson ? report.ToJson() : report.ToText());
    return report.Passed ? 0 : Failed;
}
catch (BenchmarkUsageException e)
{
    Console.Error.WriteLine(e.Message);
    return WrongUse;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Cancelled.");
    return Failed;
}
