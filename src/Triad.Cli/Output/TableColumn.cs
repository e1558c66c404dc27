namespace Triad.Cli.Output;

/// <summary>A column of a table.</summary>
/// <param name="Name">Its head.</param>
/// <param name="IsSpare">Whether a terminal that is too narrow for all goes without it.</param>
internal readonly record struct TableColumn(string Name, bool IsSpare)
{
    public static implicit operator TableColumn(string name) => new(name, IsSpare: false);
}
