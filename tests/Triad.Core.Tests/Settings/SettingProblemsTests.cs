using System.ComponentModel.DataAnnotations;
using Triad.Core.Settings;

namespace Triad.Core.Tests.Settings;

public sealed class SettingProblemsTests
{
    private readonly SettingProblems _sut = new("Triad:Sample");

    [Fact]
    public void Found_OfAllWrong_SaysSettingValueAndRemedy()
    {
        var options = new SampleOptions
        {
            Count = 0,
            Share = double.NaN,
            Name = " ",
            Tool = "/no/such",
            Deep = new SampleOptions { Limit = 3 },
        };

        _sut.AtLeast(options.Count, 1);
        _sut.AtLeast(options.Deep?.Limit ?? long.MaxValue, 4);
        _sut.AtLeast(options.Deep!.Pause, TimeSpan.FromSeconds(1));
        _sut.Within(options.Share, 0, 1, "it is a share");
        _sut.Required(options.Name, "Set a name.");
        _sut.FileIfGiven(options.Tool, "Set a path.");
        _sut.Add("Other", null, "Set it.");
        _sut.Add("Triad:One and Triad:Other do not go together. Leave one out.");

        Assert.Equal(
            [
                "Triad:Sample:Count is '0'. Set at least 1.",
                "Triad:Sample:Deep:Limit is '3'. Set at least 4.",
                "Triad:Sample:Deep:Pause is '00:00:00'. Set at least 00:00:01.",
                "Triad:Sample:Share is 'NaN'. Set 0 to 1: it is a share.",
                "Triad:Sample:Name is ' '. Set a name.",
                "Triad:Sample:Tool is '/no/such'. There is no such file. Set a path.",
                "Triad:Sample:Other is ''. Set it.",
                "Triad:One and Triad:Other do not go together. Leave one out.",
            ],
            _sut.Found);
    }

    [Fact]
    public void Found_OfAllRight_IsEmpty()
    {
        var options = new SampleOptions { Count = 1, Share = 1, Name = "x", Ranged = 0.5 };

        _sut.AtLeast(options.Count, 1);
        _sut.Within(options.Share, 0, 1);
        _sut.Required(options.Name, "Set a name.");
        _sut.FileIfGiven(options.Tool, "Set a path.");
        _sut.WithinTheirRanges(options);

        Assert.Empty(_sut.Found);
    }

    [Theory]
    [InlineData(0.25)]
    [InlineData(8)]
    public void WithinTheirRanges_OfAPropertyOutside_NamesTheRange(double value)
    {
        _sut.WithinTheirRanges(new SampleOptions { Ranged = value });

        Assert.Equal([FormattableString.Invariant($"Triad:Sample:Ranged is '{value}'. Set 0.5 to 7.")], _sut.Found);
    }

    private sealed class SampleOptions
    {
        public int Count { get; init; }

        public long? Limit { get; init; }

        public double Share { get; init; }

        public TimeSpan Pause { get; init; }

        public string? Name { get; init; }

        public string? Tool { get; init; }

        [Range(0.5, 7)]
        public double Ranged { get; init; } = 1;

        public SampleOptions? Deep { get; init; }
    }
}
