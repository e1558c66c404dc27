namespace Triad.Cli.Connection;

/// <summary>The data directory of a platform on this machine, where it leaves its address and the first operator's key.</summary>
internal sealed record DataDirectory(string Path)
{
    public const string Variable = "TRIAD_DATA";

    private const string DefaultPath = ".triad/data";
    private const string KeyFile = "operator.key";
    private const string AddressFile = "address";
    private const string BootstrapTokenFile = "bootstrap.token";

    public string KeyPath => System.IO.Path.Combine(Path, KeyFile);

    public string AddressPath => System.IO.Path.Combine(Path, AddressFile);

    public static DataDirectory Resolve(DirectoryInfo? given) =>
        new(given?.FullName ?? System.IO.Path.GetFullPath(Environment.GetEnvironmentVariable(Variable) ?? DefaultPath));

    public string? ReadKey() => ReadLine(KeyPath);

    public string BootstrapTokenPath => System.IO.Path.Combine(Path, BootstrapTokenFile);

    public string? ReadAddress() => ReadLine(AddressPath);

    private static string? ReadLine(string path) => File.Exists(path) ? File.ReadLines(path).FirstOrDefault()?.Trim() : null;
}
