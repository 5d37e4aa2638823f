package io.github.consulleader.rules.specimen.west;

/** A twin in name, so that HouseRulesTests sees that twins are refused. */
public class East {

}
