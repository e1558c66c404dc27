using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Triad.Core.Settings;

/// <summary>
/// What is wrong with the settings of a section: each setting by its path, with its value and what to set instead. All of them are collected,
/// so that an operator hears of everything at once.
/// </summary>
/// <param name="section">The path of the section, such as <c>Triad:Gateway</c>.</param>
public sealed class SettingProblems(string section)
{
    private readonly List<string> _found = [];

    /// <summary>The problems, one sentence for what is there and one for what to do.</summary>
    public IReadOnlyList<string> Found => _found;

    /// <summary>Notes a problem.</summary>
    /// <param name="setting">The setting's path in the section.</param>
    /// <param name="value">Its value; never a secret.</param>
    /// <param name="remedy">A sentence that says what to set instead.</param>
    public void Add(string setting, object? value, string remedy) =>
        _found.Add($"{section}:{setting} is '{string.Create(CultureInfo.InvariantCulture, $"{value}")}'. {remedy}");

    /// <summary>Notes a problem that the value alone does not explain.</summary>
    /// <param name="sentence">A sentence that names the settings, their values and the remedy.</param>
    public void Add(string sentence) => _found.Add(sentence);

    /// <summary>A value that must be at least so much.</summary>
    /// <param name="value">The setting, written as <c>options.Setting</c>, of which its name is taken.</param>
    /// <param name="least">The least that will do.</param>
    /// <param name="setting">The expression of the value.</param>
    public void AtLeast<T>(T value, T least, [CallerArgumentExpression(nameof(value))] string setting = "")
        where T : struct, IComparable<T>
    {
        if (value.CompareTo(least) < 0)
            Add(NameOf(setting), value, string.Create(CultureInfo.InvariantCulture, $"Set at least {least}."));
    }

    /// <summary>A value that must lie in a range, ends included.</summary>
    /// <param name="value">The setting, written as <c>options.Setting</c>, of which its name is taken.</param>
    /// <param name="least">The least that will do.</param>
    /// <param name="most">The most that will do.</param>
    /// <param name="why">A reason to be told with the range, if any.</param>
    /// <param name="setting">The expression of the value.</param>
    public void Within<T>(T value, T least, T most, string? why = null, [CallerArgumentExpression(nameof(value))] string setting = "")
        where T : struct, IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            Add(NameOf(setting), value, string.Create(CultureInfo.InvariantCulture, $"Set {least} to {most}{(why is null ? "" : $": {why}")}."));
    }

    /// <summary>A text that must not be empty.</summary>
    /// <param name="value">The setting, written as <c>options.Setting</c>, of which its name is taken.</param>
    /// <param name="remedy">A sentence that says what to set.</param>
    /// <param name="setting">The expression of the value.</param>
    public void Required(string? value, string remedy, [CallerArgumentExpression(nameof(value))] string setting = "")
    {
        if (string.IsNullOrWhiteSpace(value))
            Add(NameOf(setting), value, remedy);
    }

    /// <summary>A path that, where it is given, must be that of a file.</summary>
    /// <param name="path">The setting, written as <c>options.Setting</c>, of which its name is taken.</param>
    /// <param name="remedy">A sentence that says what to set.</param>
    /// <param name="setting">The expression of the path.</param>
    public void FileIfGiven(string? path, string remedy, [CallerArgumentExpression(nameof(path))] string setting = "")
    {
        if (path is not null && !File.Exists(path))
            Add(NameOf(setting), path, $"There is no such file. {remedy}");
    }

    /// <summary>Every setting whose property has a <see cref="RangeAttribute"/>.</summary>
    /// <param name="options">The settings of the section.</param>
    public void WithinTheirRanges(object options)
    {
        foreach (var property in options.GetType().GetProperties())
        {
            if (property.GetCustomAttribute<RangeAttribute>() is not { } range || range.IsValid(property.GetValue(options)))
                continue;
            var remedy = string.Create(CultureInfo.InvariantCulture, $"Set {range.Minimum} to {range.Maximum}.");
            Add(property.Name, property.GetValue(options), remedy);
        }
    }

    // "options.Limits.MaxBytes ?? 0" is the setting Limits:MaxBytes.
    private static string NameOf(string expression)
    {
        var path = expression.Split(' ')[0].Replace("?", "", StringComparison.Ordinal).Replace("!", "", StringComparison.Ordinal);
        return path[(path.IndexOf('.', StringComparison.Ordinal) + 1)..].Replace('.', ':');
    }
}
