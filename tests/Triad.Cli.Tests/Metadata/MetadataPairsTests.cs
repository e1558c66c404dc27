using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Triad.Cli.Invocation;
using Triad.Cli.Metadata;

namespace Triad.Cli.Tests.Metadata;

public sealed class MetadataPairsTests
{
    [Theory]
    [InlineData("zip=01234", "01234")]
    [InlineData("version=1.10", "1.10")]
    [InlineData("big=12345678901234567890", "12345678901234567890")]
    [InlineData("live=true", "true")]
    [InlineData("who=\"12\"", "\"12\"")]
    [InlineData("formula=e=mc^2", "e=mc^2")]
    [InlineData("empty=", "")]
    [InlineData("url=https://x/?a=b", "https://x/?a=b")]
    [InlineData("zip:text=01234", "01234")]
    public void Parse_WithoutAType_IsTheTextAsItStands(string given, string value) => Assert.Equal(value, Assert.Single(MetadataPairs.Parse(given)).Value.Value);

    [Theory]
    [InlineData("n:int=5", 5)]
    [InlineData("n:int=-5", -5)]
    [InlineData("n:int=9007199254740992", 9007199254740992)]
    [InlineData("n:number=1.5", 1.5)]
    [InlineData("n:number=1.10", 1.1)]
    [InlineData("n:number=0.1", 0.1)]
    [InlineData("n:number=1e3", 1000)]
    [InlineData("n:number=-0.000", 0)]
    [InlineData("n:json=2.50", 2.5)]
    public void Parse_Number_IsIt(string given, double value) => Assert.Equal(value, (double)Assert.Single(MetadataPairs.Parse(given)).Value.Value, 15);

    [Theory]
    [InlineData("n:int=12345678901234567890")]
    [InlineData("n:int=9007199254740993")]
    [InlineData("n:int=1.5")]
    [InlineData("n:int=1e3")]
    [InlineData("n:int=")]
    [InlineData("n:number=12345678901234567890")]
    [InlineData("n:number=0.12345678901234567890123")]
    [InlineData("n:number=NaN")]
    [InlineData("n:number=1e400")]
    [InlineData("n:number=1e-99999999999")]
    [InlineData("n:number=1,5")]
    [InlineData("n:bool=yes")]
    [InlineData("n:float=1")]
    [InlineData("n:=1")]
    [InlineData("n:json=12345678901234567890")]
    [InlineData("n:json={}")]
    [InlineData("n:json=null")]
    [InlineData("n:json=[1]")]
    [InlineData("n:json=nonsense")]
    [InlineData("{\"a\": 12345678901234567890}")]
    [InlineData("{nonsense")]
    [InlineData("=1")]
    [InlineData("nothing")]
    public void Parse_WhatWouldChangeOrIsNone_IsRefused(string given) =>
        Assert.Equal(ExitCode.WrongUse, Assert.Throws<CommandException>(() => MetadataPairs.Parse(given).ToList()).ExitCode);

    [Fact]
    public void Parse_OfAJsonObject_IsEveryMember()
    {
        var pairs = MetadataPairs.Parse("""{"zip": "01234", "year": 1843, "live": true, "tags": ["a", "b"]}""").ToDictionary(pair => pair.Key, pair => pair.Value.Value);

        Assert.Equal(("01234", 1843.0, true), (pairs["zip"], pairs["year"], pairs["live"]));
        Assert.Equal(["a", "b"], Assert.IsType<string[]>(pairs["tags"]));
    }

    [Fact]
    public void Parse_EveryNumberThatADoublePrints_IsThatDouble() => Prop.ForAll(
        ArbMap.Default.ArbFor<NormalFloat>(),
        number => Assert.Equal(number.Get, ExactNumber.Parse(number.Get.ToString("R", CultureInfo.InvariantCulture)))).QuickCheckThrowOnFailure();
}
